import { CapstanError } from '@capstan/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, type LogOptions } from './create-log.ts';
import type { ServerLog } from './server-log.ts';

function logTo(lines: string[], options: Partial<LogOptions> = {}): ServerLog {
  return createLog({
    logLevel: 'debug',
    logFormat: 'json',
    write: (line) => lines.push(line),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    ...options,
  });
}

function written(fields: object, options: Partial<LogOptions> = {}): unknown {
  const lines: string[] = [];
  logTo(lines, options).info(fields, 'it happened');
  return JSON.parse(lines.join(''));
}

describe('a line of JSON', () => {
  it('has time, level, message and the fields', () => {
    expect(written({ conversationId: 'c1', count: 2, level: 'mine' })).toEqual({
      time: '2026-01-02T03:04:05.678Z',
      level: 'info',
      message: 'it happened',
      conversationId: 'c1',
      count: 2,
    });
  });

  it('has errors with code, stack and cause', () => {
    const cause = new CapstanError('storage_full', 'No space');
    expect(written({ error: new Error('It failed', { cause }) })).toMatchObject({
      error: {
        name: 'Error',
        message: 'It failed',
        stack: expect.stringContaining('create-log.test.ts'),
        cause: { name: 'CapstanError', code: 'storage_full', message: 'No space' },
      },
    });
  });

  it('is one line of JSON for whatever is given, and as one for people', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), fc.string(), (fields, message) => {
        const lines: string[] = [];
        logTo(lines).warn(fields, message);
        logTo(lines, { logFormat: 'text' }).warn({ fields }, message);
        expect(lines.map((line) => line.indexOf('\n'))).toEqual(lines.map((line) => line.length - 1));
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn' });
      }),
    );
  });

  it('ends where something is endless, deep or long', () => {
    const endless: Record<string, unknown> = {
      text: 'x'.repeat(20_000),
      list: Array.from({ length: 1_000 }, () => 1),
    };
    endless.self = endless;
    expect(JSON.stringify(written(endless)).length).toBeLessThan(60_000);
  });
});

describe('a line for people', () => {
  it('has the fields behind the message and the stack below', () => {
    const lines: string[] = [];
    const error = new CapstanError('storage_full', 'No space', { cause: new Error('ENOSPC') });
    logTo(lines, { logFormat: 'text' }).error({ path: '/a b', count: 2, error }, 'It failed');
    const [first, second, ...others] = lines.join('').split('\n');
    expect(first).toBe('2026-01-02 03:04:05.678 ERROR It failed path="/a b" count=2');
    expect(second).toBe('    CapstanError: No space');
    expect(others).toContain('    because of');
    expect(others).toContain('    Error: ENOSPC');
  });

  it('cannot be made to look like two, nor steer the terminal', () => {
    const lines: string[] = [];
    logTo(lines, { logFormat: 'text' }).info(
      { path: '/\n2026 ERROR x', title: '\u001B[2J' },
      'a\u001B[31m\nb',
    );
    expect(lines.join('')).toBe(
      '2026-01-02 03:04:05.678 INFO  a [31m b path="/\\n2026 ERROR x" title="\\u001b[2J"\n',
    );
  });
});

describe('what is secret', () => {
  it('is masked by the name of its key, at any depth', () => {
    const line = written({
      headers: { Authorization: 'Bearer abc', Cookie: 'a=b', accept: '*/*' },
      llm_api_key: 'k1',
      sessionApiKey: 'k2',
      list: [{ provider_token: { token: 'k3' } }],
      promptTokens: 12,
      hasToken: true,
      password: null,
    });
    expect(line).toMatchObject({
      headers: { Authorization: '<secret_hidden>', Cookie: '<secret_hidden>', accept: '*/*' },
      llm_api_key: '<secret_hidden>',
      sessionApiKey: '<secret_hidden>',
      list: [{ provider_token: '<secret_hidden>' }],
      promptTokens: 12,
      hasToken: true,
      password: null,
    });
  });

  it('is masked by its value, in messages and errors too, and from the moment it is known', () => {
    let known: readonly string[] = [];
    const lines: string[] = [];
    const log = logTo(lines, { secrets: () => known });
    log.info({ url: 'value-of-a-secret' }, 'before');
    known = ['value-of-a-secret'];
    log.error(
      { url: 'x/value-of-a-secret', error: new Error('value-of-a-secret is wrong') },
      'value-of-a-secret',
    );
    expect(lines[0]).toContain('value-of-a-secret');
    expect(lines[1]).not.toContain('value-of-a-secret');
  });

  it('is masked by its form', () => {
    const text = JSON.stringify(
      written({
        url: 'https://me:hunter2hunter2@host/x?session_api_key=aaaabbbb&page=1',
        error: new Error('sent Authorization: Bearer ccccdddd-eeee'),
      }),
    );
    expect(text).not.toMatch(/hunter2|aaaabbbb|ccccdddd/);
    expect(text).toContain('page=1');
  });
});

describe('the level', () => {
  it('says what is written', () => {
    const of = (logLevel: LogOptions['logLevel']): number => {
      const lines: string[] = [];
      const log = logTo(lines, { logLevel });
      for (const write of [log.debug, log.info, log.warn, log.error]) write({}, 'x');
      return lines.length;
    };
    expect((['debug', 'info', 'warn', 'error', 'silent'] as const).map(of)).toEqual([4, 3, 2, 1, 0]);
  });
});
