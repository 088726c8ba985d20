import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';

import type { FailureKind, FaultInput } from './script/fault.ts';
import { script, turn } from './script/script-builder.ts';
import { type ScriptedModel, startScriptedModel } from './server/scripted-model.ts';
import {
  ASKING,
  callOptions,
  callsOf,
  CLIENTS,
  clientOf,
  type Heard,
  stream,
  textsOf,
  user,
} from '../../test/scripted/client.ts';

const LONG_CALL = { command: `echo ${'word '.repeat(40)}` };
const patience = (): AbortSignal => AbortSignal.timeout(10_000);

const withFault = (fault: FaultInput): Promise<ScriptedModel> =>
  startScriptedModel({
    script: script([turn.call('execute_bash', LONG_CALL, { text: 'I run it.', fault })]),
  });

const failureOf = async (asking: Promise<Heard>): Promise<unknown> => {
  try {
    const heard = await asking;
    return heard.errors[0] ?? heard;
  } catch (error) {
    return error;
  }
};

const apiError = async (asking: Promise<Heard>): Promise<APICallError> => {
  const error = await failureOf(asking);
  if (APICallError.isInstance(error)) return error;
  throw new Error('The client did not report an error of the API.', { cause: error });
};

describe.each(CLIENTS)('faults as the %s client meets them', (client) => {
  const ask = (server: ScriptedModel, way: keyof typeof ASKING = 'stream', abortSignal = patience()) =>
    ASKING[way](clientOf(client, server), callOptions([user('hi')], { abortSignal }));

  const statuses: Record<FailureKind, number> = {
    'rate-limit': 429,
    overloaded: client === 'anthropic' ? 529 : 503,
    'server-error': 500,
    unauthorized: client === 'gemini' ? 400 : 401,
    forbidden: 403,
    'model-not-found': 404,
    'out-of-credits': client === 'anthropic' ? 400 : 429,
    'context-overflow': 400,
    'content-filter': 400,
    'bad-request': 400,
  };

  describe.each(['stream', 'generate'] as const)('%s', (way) => {
    test.each(Object.entries(statuses))('%s is HTTP %i', async (kind, status) => {
      await using server = await withFault(kind as FailureKind);
      if (client === 'gemini' && kind === 'content-filter') {
        expect(await ask(server, way)).toMatchObject({ said: [], finish: { unified: 'content-filter' } });
      } else {
        const error = await apiError(ask(server, way));
        expect(error.statusCode).toBe(status);
        expect(error.message.length).toBeGreaterThan(5);
      }
      expect(callsOf(await ask(server, way))).toHaveLength(1);
    });

    test('an overflow of the context has the words by which it is known', async () => {
      await using server = await withFault('context-overflow');
      const { message } = await apiError(ask(server, way));
      expect(message).toMatch(
        /maximum context length|context window|prompt is too long|exceeds the maximum number/,
      );
    });

    test('a body that is no JSON', async () => {
      await using server = await withFault('invalid-json');
      const error = await failureOf(ask(server, way));
      expect(error).toBeInstanceOf(Error);
    });

    test('a page of a captive portal instead of an answer', async () => {
      await using server = await withFault('wrong-content-type');
      const heard = await failureOf(ask(server, way));
      if (way === 'generate') expect(heard).toBeInstanceOf(Error);
      else expect(heard).not.toMatchObject({ finish: { unified: 'stop' } });
    });

    test('an answer without content', async () => {
      await using server = await withFault('empty');
      const heard = await failureOf(ask(server, way));
      expect(heard instanceof Error ? [] : (heard as Heard).said).toEqual([]);
    });

    test('a huge answer', async () => {
      await using server = await withFault({ kind: 'huge', bytes: 1_000_000 });
      expect(textsOf(await ask(server, way))).toHaveLength(1_000_000);
    });

    test.each(['start', 'headers', 'middle'] as const)('a connection reset at the %s', async (at) => {
      await using server = await withFault({ kind: 'reset', at });
      expect(await failureOf(ask(server, way))).toBeInstanceOf(Error);
      expect(server.aborted).toBe(0);
      expect(callsOf(await ask(server, way))).toHaveLength(1);
    });

    test.each(['start', 'headers', 'middle'] as const)(
      'a hang at the %s, until the client gives up',
      async (at) => {
        await using server = await withFault({ kind: 'hang', at });
        const giveUp = new AbortController();

        const asking = failureOf(ask(server, way, giveUp.signal));
        await server.waitForRequest(1, { signal: patience() });
        expect(server.aborted).toBe(0);
        giveUp.abort();

        expect(await asking).toMatchObject({ name: 'AbortError' });
        await server.waitForAborted(1, { signal: patience() });
      },
    );
  });

  test('half a call: the stream ends inside the arguments', async () => {
    await using server = await withFault('cut');

    const heard = await failureOf(ask(server));

    // Each client has its own way to notice; none may take it for a whole answer.
    const whole = JSON.stringify(LONG_CALL);
    if (!(heard instanceof Error)) {
      expect(heard).not.toMatchObject({ finish: { unified: 'tool-calls' } });
      expect(callsOf(heard as Heard).map(({ input }) => input)).not.toContain(whole);
    }
    expect(callsOf(await ask(server))).toEqual([{ name: 'execute_bash', input: whole }]);
  });

  test.each(['overloaded', 'server-error', 'rate-limit'] as const)(
    '%s in the midst of a stream',
    async (kind) => {
      await using server = await withFault({ kind, at: 'middle' });
      const heard = await failureOf(ask(server));
      expect(heard).toMatchObject({ message: expect.stringMatching(/./) });
    },
  );

  test('several faults one after another, each as often as it says, then the answer', async () => {
    const fault = [{ kind: 'rate-limit', times: 2 }, 'overloaded'] as const;
    await using server = await startScriptedModel({
      script: script([turn.text('At last.', { fault: [...fault] }), turn.fault('forbidden')]),
    });
    const seen: unknown[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) seen.push((await apiError(ask(server))).statusCode);
    expect(seen).toEqual([429, 429, statuses.overloaded]);
    expect(textsOf(await ask(server))).toBe('At last.');
  });
});

describe('retry-after', () => {
  const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
  test.each([
    [{ retryAfterSeconds: 2 }, { 'retry-after': '2' }],
    [{ retryAfterMs: 1500 }, { 'retry-after-ms': '1500' }],
    [{ retryAfterDateSeconds: 60 }, { 'retry-after': 'Fri, 02 Jan 2026 03:05:05 GMT' }],
  ])('%o', async (details, headers) => {
    await using server = await startScriptedModel({
      script: script([turn.fault('rate-limit', details)]),
      now: () => NOW,
    });
    const error = await apiError(stream(clientOf('anthropic', server), callOptions([user('hi')])));
    expect(error.responseHeaders).toMatchObject(headers);
  });

  test('stands in the body of Gemini too', async () => {
    await using server = await startScriptedModel({
      script: script([turn.fault('rate-limit', { retryAfterSeconds: 7 })]),
    });
    const error = await apiError(stream(clientOf('gemini', server), callOptions([user('hi')])));
    expect(error.responseBody).toContain('"retryDelay":"7s"');
  });
});
