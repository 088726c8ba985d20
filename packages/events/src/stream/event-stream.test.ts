import { CapstanError, messageAction, runAction, thinkAction, type Event } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { TestStore } from '../../test/test-store.ts';
import { EventStream } from './event-stream.ts';
import type { StreamFailure } from './stream-failure.ts';

const think = (thought: string) => thinkAction(thought);
const thoughtOf = (event: Event) => (event.action === 'think' ? event.args.thought : event.message);

describe('append', () => {
  it('stamps the event at once and in call order', async () => {
    const stream = await EventStream.open(new TestStore(), { clock: () => Date.UTC(2026, 2, 4) });
    const first = stream.append({ ...runAction({ command: 'ls' }), cause: 0 }, 'agent');
    const second = stream.append(messageAction({ content: 'hi' }), 'user');
    expect([first.id, second.id, stream.nextId, stream.latestId]).toEqual([0, 1, 2, -1]);
    expect(first.event).toMatchObject({
      timestamp: '2026-03-04T00:00:00.000Z',
      source: 'agent',
      message: 'Running command: ls',
      cause: 0,
    });
    expect(await second.durable).toBe(second.event);
    expect(stream.latestId).toBe(1);
  });

  it('writes keys in their fixed order, whatever order the draft has', async () => {
    const store = new TestStore();
    const stream = await EventStream.open(store, { clock: () => 0 });
    await stream.append({ cause: 0, timeout: 3, ...think('x') }, 'agent').durable;
    expect(store.records[0]).toEqual({
      id: 0,
      timestamp: '1970-01-01T00:00:00.000Z',
      kind: 'action:think',
      source: 'agent',
      cause: 0,
      body: '{"id":0,"timestamp":"1970-01-01T00:00:00.000Z","source":"agent","message":"I am thinking...: x","cause":0,"action":"think","args":{"thought":"x"},"timeout":3}',
    });
  });

  it('never goes back in time, not even after it was opened again', async () => {
    const times = [5_000, 9_000, 2_000, 9_500];
    const store = new TestStore();
    const stream = await EventStream.open(store, { clock: () => times.shift() ?? 0 });
    for (const word of ['a', 'b', 'c', 'd']) await stream.append(think(word), 'agent').durable;
    const again = await EventStream.open(store, { clock: () => 1 });
    expect(again.append(think('e'), 'agent').event.timestamp).toBe('1970-01-01T00:00:09.500Z');
    expect(store.records.map((record) => Date.parse(record.timestamp))).toEqual([5_000, 9_000, 9_000, 9_500]);
  });

  it('goes on after a log whose times have microseconds', async () => {
    const timestamp = '2026-03-04T00:00:00.000001Z';
    const old = {
      id: 0,
      timestamp,
      kind: 'action:null',
      source: null,
      cause: null,
      body: '{"action":"null"}',
    };
    const stream = await EventStream.open(new TestStore(undefined, [old]), { clock: () => 1 });
    expect(stream.append(think('x'), 'agent').event).toMatchObject({
      id: 1,
      timestamp: '2026-03-04T00:00:00.001Z',
    });
  });

  it('writes together what comes while a write is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const store = new TestStore((step) => (step === 'append' ? gate.promise : Promise.resolve()));
    const stream = await EventStream.open(store, { limits: { batchEvents: 4 } });
    stream.append(think('first'), 'agent');
    await Promise.resolve();
    await Promise.resolve();
    const last = Array.from({ length: 9 }, (_, index) => stream.append(think(`${index}`), 'agent')).at(-1);
    gate.resolve();
    await last?.durable;
    expect(store.batches).toEqual([1, 4, 4, 1]);
  });

  it('refuses more than may wait, without using up an id', async () => {
    const gate = Promise.withResolvers<void>();
    const store = new TestStore((step) => (step === 'append' ? gate.promise : Promise.resolve()));
    const stream = await EventStream.open(store, { limits: { pendingEvents: 2 } });
    stream.append(think('a'), 'agent');
    const second = stream.append(think('b'), 'agent');
    expect(() => stream.append(think('c'), 'agent')).toThrow(
      expect.objectContaining({ code: 'stream_overloaded' }),
    );
    gate.resolve();
    await second.durable;
    expect(stream.append(think('c'), 'agent').id).toBe(2);
  });

  it('gives all subscribers one object that none can change', async () => {
    const stream = await EventStream.open(new TestStore());
    const { event } = stream.append(runAction({ command: 'ls' }), 'agent');
    expect(Object.isFrozen(event)).toBe(true);
    expect(event.action === 'run' && Object.isFrozen(event.args)).toBe(true);
  });

  it('masks secrets on disk, in what is delivered and in the message', async () => {
    const store = new TestStore();
    const stream = await EventStream.open(store, { secrets: { TOKEN: 'hunter2' } });
    const seen: Event[] = [];
    stream.subscribe({ id: 'test', onEvent: (event) => void seen.push(event) });
    await stream.append(runAction({ command: 'echo hunter2' }), 'agent').durable;
    expect(JSON.stringify([store.records, seen])).not.toContain('hunter2');
    expect(seen[0]?.message).toBe('Running command: echo <secret_hidden>');
  });
});

describe('a store that fails', () => {
  it('rejects what is not durable, refuses more, and tells everybody', async () => {
    const full = new CapstanError('storage_full', 'No space');
    let writes = 0;
    const store = new TestStore(async (step) => {
      if (step === 'append' && ++writes > 1) throw full;
    });
    const failures: StreamFailure[] = [];
    const stream = await EventStream.open(store, { onFailure: (failure) => failures.push(failure) });
    const errors: CapstanError[] = [];
    const seen: number[] = [];
    const listener = {
      onEvent: (event: Event) => void seen.push(event.id),
      onError: (e: CapstanError) => void errors.push(e),
    };
    stream.subscribe({ id: 'test', ...listener });
    await stream.append(think('kept'), 'agent').durable;
    const lost = stream.append(think('lost'), 'agent');
    await expect(lost.durable).rejects.toBe(full);
    expect(() => stream.append(think('more'), 'agent')).toThrow(full);
    expect(seen).toEqual([0]);
    expect(errors).toEqual([full]);
    expect(failures).toEqual([{ type: 'store', error: full }]);
    stream.subscribe({ id: 'main', ...listener, after: -1 });
    await expect.poll(() => errors.length).toBe(2);
    expect(seen).toEqual([0, 0]);
    expect(await stream.close()).toEqual({ unfinished: [], lost: 1 });
  });

  it('names what it does not know storage_failed', async () => {
    const store = new TestStore(async (step) => {
      if (step === 'append') throw new TypeError('boom');
    });
    const stream = await EventStream.open(store, { onFailure: () => undefined });
    await expect(stream.append(think('x'), 'agent').durable).rejects.toMatchObject({
      code: 'storage_failed',
    });
  });
});

describe('subscribers', () => {
  it('that throw or hang delay no other', async () => {
    const failures: StreamFailure[] = [];
    const stream = await EventStream.open(new TestStore(), {
      onFailure: (failure) => failures.push(failure),
    });
    const seen: number[] = [];
    const hang = Promise.withResolvers<void>();
    stream.subscribe({
      id: 'main',
      onEvent: () => {
        throw new Error('thrown');
      },
    });
    stream.subscribe({ id: 'memory', onEvent: () => Promise.reject(new Error('rejected')) });
    stream.subscribe({ id: 'runtime', onEvent: () => hang.promise });
    stream.subscribe({ id: 'test', onEvent: (event) => void seen.push(event.id) });
    stream.append(think('a'), 'agent');
    await stream.append(think('b'), 'agent').durable;
    expect(seen).toEqual([0, 1]);
    await expect.poll(() => failures.length).toBe(4);
    expect(
      failures
        .map((one) => (one.type === 'subscriber' ? `${one.subscriber.id} ${one.subscriber.resumeAfter}` : ''))
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['main 0', 'main 1', 'memory 0', 'memory 1']);
    const report = await stream.close({ timeoutSeconds: 0.01 });
    expect(report).toEqual({ unfinished: [{ id: 'runtime', callbackId: '', resumeAfter: 0 }], lost: 0 });
    hang.resolve();
  });

  it('that have caught up see an event before its promise resolves', async () => {
    const stream = await EventStream.open(new TestStore());
    const seen: number[] = [];
    stream.subscribe({ id: 'test', onEvent: (event) => void seen.push(event.id) });
    await stream.append(think('a'), 'agent').durable;
    expect(seen).toEqual([0]);
  });

  it('that are slow are told so, and catch up by themselves', async () => {
    const stream = await EventStream.open(new TestStore());
    const seen: string[] = [];
    const lags: number[] = [];
    const gate = Promise.withResolvers<void>();
    stream.subscribe({
      id: 'test',
      queueLimit: 3,
      onEvent: async (event) => {
        seen.push(thoughtOf(event));
        await gate.promise;
      },
      onLag: ({ resumeAfter }) => void lags.push(resumeAfter),
    });
    for (let index = 0; index < 10; index++) await stream.append(think(`${index}`), 'agent').durable;
    expect(seen).toEqual(['0']);
    expect(lags).toEqual([0]);
    gate.resolve();
    expect(await stream.close()).toEqual({ unfinished: [], lost: 0 });
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('see only what comes later unless they name a cursor', async () => {
    const stream = await EventStream.open(new TestStore());
    await stream.append(think('old'), 'agent').durable;
    const seen: [string, number][] = [];
    stream.subscribe({ id: 'test', onEvent: (event) => void seen.push(['live', event.id]) });
    stream.subscribe({
      id: 'test',
      callbackId: 'all',
      after: -1,
      onEvent: (event) => void seen.push(['all', event.id]),
    });
    await stream.append(think('new'), 'agent').durable;
    await stream.close();
    expect(seen.toSorted((a, b) => a.join().localeCompare(b.join()))).toEqual([
      ['all', 0],
      ['all', 1],
      ['live', 1],
    ]);
  });

  it('get nothing more once they have ended', async () => {
    const stream = await EventStream.open(new TestStore());
    const seen: number[] = [];
    const end = stream.subscribe({
      id: 'test',
      onEvent: (event) => {
        seen.push(event.id);
        end();
      },
    });
    stream.append(think('a'), 'agent');
    await stream.append(think('b'), 'agent').durable;
    expect(seen).toEqual([0]);
    stream.subscribe({ id: 'test', onEvent: () => undefined });
    expect(() => stream.subscribe({ id: 'test', onEvent: () => undefined })).toThrow('Subscribed twice');
  });

  it('for whom the log cannot be read are told', async () => {
    const broken = new CapstanError('storage_corrupt', 'Bad page');
    let reads = 0;
    const store = new TestStore(async (step) => {
      if (step === 'page' && ++reads > 1) throw broken;
    });
    const failures: StreamFailure[] = [];
    const stream = await EventStream.open(store, { onFailure: (failure) => failures.push(failure) });
    await stream.append(think('a'), 'agent').durable;
    const told = Promise.withResolvers<CapstanError>();
    stream.subscribe({ id: 'test', after: -1, onEvent: () => undefined, onError: told.resolve });
    expect(await told.promise).toBe(broken);
    expect(failures).toMatchObject([{ type: 'subscriber', error: broken }]);
  });
});

describe('close', () => {
  it('delivers what was appended before, and takes nothing more', async () => {
    const stream = await EventStream.open(new TestStore());
    const seen: number[] = [];
    stream.subscribe({ id: 'test', onEvent: async (event) => void seen.push(event.id) });
    stream.append(think('a'), 'agent');
    stream.append(think('b'), 'agent');
    expect(await stream.close()).toEqual({ unfinished: [], lost: 0 });
    expect(seen).toEqual([0, 1]);
    expect(() => stream.append(think('c'), 'agent')).toThrow(
      expect.objectContaining({ code: 'stream_closed' }),
    );
    const ids: number[] = [];
    for await (const event of stream.events()) ids.push(event.id);
    expect(ids).toEqual([0, 1]);
  });

  it('does not wait for ever for a store that hangs, and says what is lost', async () => {
    const store = new TestStore((step) =>
      step === 'append' ? new Promise(() => undefined) : Promise.resolve(),
    );
    const stream = await EventStream.open(store);
    stream.append(think('a'), 'agent');
    expect(await stream.close({ timeoutSeconds: 0.01 })).toEqual({ unfinished: [], lost: 1 });
  });
});

describe('reading', () => {
  it('shows durable events only', async () => {
    const gate = Promise.withResolvers<void>();
    const store = new TestStore((step) => (step === 'written' ? gate.promise : Promise.resolve()));
    const stream = await EventStream.open(store);
    const { durable } = stream.append(think('a'), 'agent');
    expect(await stream.page({ limit: 10 })).toEqual([]);
    expect(await stream.get(0)).toBeUndefined();
    gate.resolve();
    await durable;
    expect(await stream.get(0)).toMatchObject({ id: 0, args: { thought: 'a' } });
    expect(await stream.page({ limit: 10, reverse: true })).toHaveLength(1);
  });
});

describe('ephemeral deltas', () => {
  it('reach whoever listens, masked across pieces, and are not stored', async () => {
    const store = new TestStore();
    const failures: StreamFailure[] = [];
    const secrets = { TOKEN: 'abcdef' };
    const stream = await EventStream.open(store, { secrets, onFailure: (failure) => failures.push(failure) });
    let heard = '';
    stream.onEphemeral(() => {
      throw new Error('thrown');
    });
    const end = stream.onEphemeral((delta) => {
      if (delta.type === 'output') heard += delta.delta.text;
    });
    for (const text of ['x ab', 'cd', 'ef y', ' abc', ' z']) {
      stream.publishEphemeral({ type: 'output', delta: { actionId: 1, text } });
    }
    expect(heard).toBe('x <secret_hidden> y abc z');
    end();
    stream.publishEphemeral({ type: 'output', delta: { actionId: 1, text: 'more' } });
    expect(heard).toBe('x <secret_hidden> y abc z');
    expect(failures).toHaveLength(6);
    expect(store.records).toEqual([]);
  });
});
