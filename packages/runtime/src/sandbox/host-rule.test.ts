import { describe, expect, it } from 'vitest';
import { normaliseHost, ruleCovers } from './host-rule.ts';
import { parseHostRule } from './parse-host-rule.ts';

const covers = (rule: string, host: string, port: number): boolean =>
  ruleCovers(parseHostRule(rule), normaliseHost(host), port);

describe('a rule of the allow-list', () => {
  it.each([
    ['example.com', 'example.com', 443, true],
    ['example.com', 'Example.COM.', 80, true],
    ['example.com', 'example.com', 22, false],
    ['example.com', 'www.example.com', 443, false],
    ['example.com', 'badexample.com', 443, false],
    ['*.example.com', 'www.example.com', 443, true],
    ['*.example.com', 'a.b.example.com', 443, true],
    ['*.example.com', 'example.com', 443, false],
    ['*.example.com', 'example.com.evil.org', 443, false],
    ['example.com:8443', 'example.com', 8443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['example.com:*', 'example.com', 5, true],
    ['[::1]:80', '[::1]', 80, true],
    ['10.0.0.5', '10.0.0.5', 80, true],
  ])('%s against %s:%i is %s', (rule, host, port, expected) => {
    expect(covers(rule, host, port)).toBe(expected);
  });

  it.each(['', '*', 'https://example.com', 'example.com/path', 'a b', 'example.com:99999', 'foo.*.com'])(
    'refuses %j',
    (text) => {
      expect(() => parseHostRule(text)).toThrow('is not a host rule');
    },
  );
});
