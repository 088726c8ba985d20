import { CapstanError } from '@capstan/protocol';
import { PROVIDER_TITLES } from '../provider-title.ts';
import type { ServedProvider } from './provider-account.ts';

const PUBLIC_HOSTS: Readonly<Record<ServedProvider, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
  azure_devops: 'dev.azure.com',
  forgejo: 'codeberg.org',
};

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

export interface WebAddressRules {
  httpsOnly?: boolean;
  /** Hosts, with their port where it is not 80, that the operator trusts without https. */
  plainHttpHosts?: readonly string[];
}

/**
 * Where people see a provider: `host` as they gave it, with or without scheme and path, or the public service.
 * Anything but https is refused outside of this machine, because a token would travel in clear. `publicHost` stands
 * in for the public service. With `httpsOnly` services of this machine are none, either. Throws `request_invalid`.
 */
export function webAddress(
  name: ServedProvider,
  host: string | null,
  publicHost?: string,
  { httpsOnly = false, plainHttpHosts = [] }: WebAddressRules = {},
): string {
  const given = host?.trim() ?? '';
  const known = PUBLIC_HOSTS[name];
  const chosen = given === '' || given === known ? (publicHost ?? known) : given;
  const text = name === 'azure_devops' ? withOrganization(chosen) : chosen;
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  const title = PROVIDER_TITLES[name];
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new CapstanError('request_invalid', `${title}: this is not a host such as ${known}`);
  }
  const mayBePlain = plainHttpHosts.includes(url.host) || (LOOPBACK.has(url.hostname) && !httpsOnly);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain);
  if (!secure)
    throw new CapstanError('request_invalid', `${title}: ${url.hostname} has to be reached by https`);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Azure DevOps is also named by its organization alone, or by the host that organizations used to have. */
function withOrganization(text: string): string {
  const former = /^(?:https:\/\/)?([\w-]+)\.visualstudio\.com\/*$/.exec(text);
  if (former !== null) return `${PUBLIC_HOSTS.azure_devops}/${former[1]}`;
  return /^[\w-]+$/.test(text) ? `${PUBLIC_HOSTS.azure_devops}/${text}` : text;
}
