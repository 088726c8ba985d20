import { CapstanError, type ModelDelta, type RetryNotice } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { createModel } from '../src/index.ts';
import { script, startScriptedModel, turn } from '../src/scripted/index.ts';
import { HeldClock } from './support/held-clock.ts';
import { FAMILIES, KEY, request, scene, soon } from './support/families.ts';

async function failure(work: Promise<unknown>): Promise<CapstanError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!CapstanError.is(error)) throw new Error(`expected a CapstanError, got ${String(error)}`);
  expect(error.message).not.toContain('\n');
  expect(error.message).not.toContain(KEY);
  return error;
}

describe.each(FAMILIES)('$protocol', (family) => {
  it.each([
    ['unauthorized', 'model_authentication'],
    ['forbidden', 'model_authentication'],
    ['model-not-found', 'model_not_found'],
    ['out-of-credits', 'model_out_of_credits'],
    ['context-overflow', 'model_context_overflow'],
    ['bad-request', 'model_bad_request'],
  ] as const)('%s becomes %s at once', async (kind, code) => {
    await using world = await scene(family, [turn.fault(kind), turn.text('not reached')]);
    const error = await failure(world.model.complete(request(), { signal: soon() }));
    expect(error.code).toBe(code);
    expect(world.clock.waits).toEqual([]);
    expect(error.message).toContain(family.model);
  });

  it.each([
    ['overloaded', 'model_overloaded'],
    ['server-error', 'model_server_error'],
    ['rate-limit', 'model_rate_limited'],
    ['invalid-json', 'model_bad_response'],
    ['wrong-content-type', 'model_bad_response'],
  ] as const)('%s is tried five times and becomes %s', async (kind, code) => {
    await using world = await scene(family, [
      turn.fault(kind, { times: 'always' }),
      turn.text('not reached'),
    ]);
    const error = await failure(world.model.complete(request(), { signal: soon() }));
    expect(error.code).toBe(code);
    // OpenAI's 429 says "try again in 2s"; what it asks for is honoured once, and then only the least.
    const asked = kind === 'rate-limit' && family.protocol.startsWith('openai');
    expect(world.clock.waits).toEqual(asked ? [2, 8, 16, 32] : [8, 16, 32, 64]);
    expect(world.server.requestCount).toBe(5);
  });

  it('takes an answer without anything in it: empty where the protocol allows it, else as broken', async () => {
    await using world = await scene(family, [
      turn.fault('empty', { times: 'always' }),
      turn.text('not reached'),
    ]);
    const asked = world.model.complete(request(), { signal: soon() });
    if (family.protocol === 'openai-responses' || family.protocol === 'anthropic') {
      expect((await asked).content).toEqual([]);
    } else {
      expect((await failure(asked)).code).toBe('model_bad_response');
    }
  });

  it.each([
    ['in seconds', { retryAfterSeconds: 7 }, 7],
    ['in milliseconds', { retryAfterMs: 1500 }, 1.5],
    ['as a date', { retryAfterDateSeconds: 30 }, 29],
  ] as const)('waits as long as a 429 asks %s', async (_, details, atLeast) => {
    await using world = await scene(family, [turn.fault('rate-limit', details), turn.text('ok')]);
    const notices: RetryNotice[] = [];
    const response = await world.model.complete(request(), {
      signal: soon(),
      onRetry: (notice) => notices.push(notice),
    });
    expect(response.content).toEqual([{ type: 'text', text: 'ok' }]);
    expect(world.clock.waits).toHaveLength(1);
    expect(world.clock.waits[0]).toBeGreaterThanOrEqual(atLeast);
    expect(world.clock.waits[0]).toBeLessThanOrEqual(atLeast + 2);
    expect(notices).toMatchObject([{ attempt: 2, maxAttempts: 5, waitSeconds: world.clock.waits[0] }]);
  });

  it('does not sit through a wait of an hour, and says how long it would be', async () => {
    await using world = await scene(family, [
      turn.fault('rate-limit', { retryAfterSeconds: 3600 }),
      turn.text('ok'),
    ]);
    const error = await failure(world.model.complete(request(), { signal: soon() }));
    expect(error).toMatchObject({ code: 'model_rate_limited', retryAfterSeconds: 3600 });
    expect(world.clock.waits).toEqual([]);
  });

  it.each(['cut', 'reset'] as const)(
    'asks again after half a call (%s), and gives nothing half',
    async (kind) => {
      const call = turn.call('execute_bash', { command: 'echo '.padEnd(400, 'x') });
      await using world = await scene(family, [{ ...call, fault: { kind, at: 'middle' } }]);
      const shown: (ModelDelta | 'reset')[] = [];
      const response = await world.model.complete(request(), {
        signal: soon(),
        onDelta: (delta) => shown.push(delta),
        onRetry: () => shown.push('reset'),
      });
      expect(world.server.requestCount).toBe(2);
      expect(response.content).toHaveLength(1);
      expect(response.content[0]).toMatchObject({ type: 'tool-call', toolName: 'execute_bash' });
      const afterReset = shown.slice(shown.indexOf('reset') + 1);
      const pieces = afterReset.map((delta) =>
        delta !== 'reset' && delta.type === 'tool-call' ? delta.argumentsDelta : '',
      );
      const [made] = response.content;
      if (family.protocol !== 'gemini')
        expect(pieces.join('')).toBe(made?.type === 'tool-call' ? made.arguments : '');
    },
  );

  it('takes an error in the middle of the stream for what it is', async () => {
    await using world = await scene(family, [
      { ...turn.text('x'.repeat(500)), fault: { kind: 'overloaded', at: 'middle' } },
    ]);
    const notices: RetryNotice[] = [];
    await world.model.complete(request(), { signal: soon(), onRetry: (notice) => notices.push(notice) });
    expect(notices).toHaveLength(1);
    expect(notices[0]?.reason).toMatch(/overloaded/i);
  });

  it.each(['start', 'headers', 'middle'] as const)(
    'closes the connection when a hang (%s) is cancelled',
    async (at) => {
      await using world = await scene(family, [
        { ...turn.text('x'.repeat(500)), fault: { kind: 'hang', at } },
      ]);
      const stop = new AbortController();
      const asked = failure(world.model.complete(request(), { signal: stop.signal }));
      await world.server.waitForRequest(1, { signal: soon() });
      stop.abort();
      expect((await asked).code).toBe('cancelled');
      await world.server.waitForAborted(1, { signal: soon() });
    },
  );

  it('gives up on a server that sends nothing', async () => {
    const turns = [turn.fault('hang', { at: 'headers' }), turn.text('not reached')];
    await using world = await scene(family, turns, { idleTimeoutSeconds: 0.1, retry: { attempts: 1 } });
    const error = await failure(world.model.complete(request(), { signal: soon() }));
    expect(error.code).toBe('model_timeout');
    await world.server.waitForAborted(1, { signal: soon() });
  });

  it('refuses a wrong key in one line that does not show it', async () => {
    await using server = await startScriptedModel({
      script: script([turn.text('ok')]),
      expectKey: 'another',
    });
    const model = await createModel({
      model: family.model,
      apiKey: KEY,
      baseUrl: server.baseUrls[family.protocol],
      env: {},
    });
    const error = await failure(model.complete(request(), { signal: soon() }));
    expect(error.code).toBe('model_authentication');
  });

  it('says where it could not reach anybody, after one quick second look', async () => {
    const server = await startScriptedModel({ script: script([]) });
    const baseUrl = server.baseUrls[family.protocol];
    await server.close();
    const clock = new HeldClock();
    const model = await createModel({ model: family.model, apiKey: KEY, baseUrl, env: {}, clock });
    const error = await failure(model.complete(request(), { signal: soon() }));
    expect(error.code).toBe('model_unreachable');
    expect(error.message).toContain(server.url);
    expect(error.message).toContain('ECONNREFUSED');
    expect(clock.waits).toEqual([1]);
  });

  it('stops waiting for another attempt when it is cancelled', async () => {
    await using world = await scene(family, [
      turn.fault('overloaded', { times: 'always' }),
      turn.text('not reached'),
    ]);
    const stop = new AbortController();
    const error = await failure(
      world.model.complete(request(), { signal: stop.signal, onRetry: () => stop.abort() }),
    );
    expect(error.code).toBe('cancelled');
    expect(world.server.requestCount).toBe(1);
  });
});
