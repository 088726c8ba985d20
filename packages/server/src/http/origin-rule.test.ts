import { describe, expect, it } from 'vitest';
import { originRule } from './origin-rule.ts';

describe('without configured origins', () => {
  const rule = originRule({ publicUrl: null, allowedOrigins: [] });

  it.each([
    // origin, host, may call, may use the cookie
    ['http://localhost:3000', 'localhost:3000', true, true],
    ['http://localhost:5173', 'localhost:3000', true, false],
    ['http://127.0.0.1:3000', 'localhost:3000', true, false],
    ['http://192.168.1.7:3000', '192.168.1.7:3000', true, true],
    ['https://evil.example', 'localhost:3000', false, false],
    ['http://localhost.evil.example', 'localhost:3000', false, false],
    ['null', 'localhost:3000', false, false],
    ['', 'localhost:3000', false, false],
  ])('%s at %s: may call %s, by cookie %s', (origin, host, mayCall, mayUseCookie) => {
    expect(rule.mayCall(origin, host)).toBe(mayCall);
    expect(rule.mayUseCookie(origin, host)).toBe(mayUseCookie);
  });
});

describe('with configured origins and a public URL', () => {
  const rule = originRule({
    publicUrl: 'https://agents.example.com',
    allowedOrigins: ['https://portal.example.com/'],
  });

  it.each([
    ['https://agents.example.com', 'agents.example.com', true],
    ['http://agents.example.com', 'agents.example.com', false],
    ['https://agents.example.com', '127.0.0.1:3000', true],
    ['https://portal.example.com', 'agents.example.com', true],
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://localhost:5173', 'localhost:3000', false],
    ['https://evil.example', 'agents.example.com', false],
  ])('%s at %s: %s', (origin, host, expected) => {
    expect(rule.mayCall(origin, host)).toBe(expected);
    expect(rule.mayUseCookie(origin, host)).toBe(expected);
  });
});
