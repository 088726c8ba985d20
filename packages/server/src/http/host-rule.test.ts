import { expect, it } from 'vitest';
import { hostRule } from './host-rule.ts';

const rule = hostRule({
  publicUrl: 'https://agents.example.com',
  allowedHosts: ['proxy.internal', 'odd:8080'],
});

it.each([
  'localhost',
  'localhost:3000',
  'LOCALHOST:3000',
  'app.localhost',
  '127.0.0.1:3000',
  '127.8.9.1',
  '[::1]:3000',
  '192.168.1.7:3000',
  'agents.example.com',
  'Agents.Example.com',
  'proxy.internal:9',
  'odd:8080',
])('answers to %s', (host) => {
  expect(rule(host)).toBe(true);
});

it.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'odd:8081',
  'agents.example.com.evil.example',
  'user@localhost',
  'evil.example/localhost',
  'evil.example#localhost',
  'localhost:99999',
  '',
])('does not answer to %s', (host) => {
  expect(rule(host)).toBe(false);
});
