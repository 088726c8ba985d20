import { CapstanError } from '@capstan/protocol';
import { normaliseHost, type HostRule } from './host-rule.ts';

const RULE = /^(\*\.)?(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\*|\d{1,5}))?$/;
const WEB_PORTS = [80, 443] as const;

/**
 * Reads `example.com`, `*.example.com`, `example.com:8443`, `example.com:*`, `10.0.0.5:80` or `[::1]:80`.
 * Without a port the rule stands for 80 and 443. `*.example.com` covers every depth of sub-domain, not
 * the domain itself. Throws `usage` for anything else.
 */
export function parseHostRule(text: string): HostRule {
  const [, star, named, port] = RULE.exec(text.trim().toLowerCase()) ?? [];
  const host = normaliseHost(named ?? '');
  if (host === '' || Number(port) > 65_535) {
    throw new CapstanError('usage', `"${text}" is not a host rule.`, {
      remedy: 'Write example.com, *.example.com or example.com:8443.',
    });
  }
  const ports = port === undefined ? WEB_PORTS : port === '*' ? null : [Number(port)];
  return { host, wildcard: star !== undefined, ports };
}
