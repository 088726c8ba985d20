import { CapstanError } from '@capstan/protocol';
import { streamKeyProtocol, type StreamFrame } from '@capstan/protocol/api';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ScriptedStream, type Move } from '../../test/scripted-stream.ts';
import { followEvents } from './follow-events.ts';
import type { FollowItem, FollowOptions, FollowState } from './follow-options.ts';

const event = (id: number): StreamFrame => ({
  type: 'event',
  event: {
    id,
    timestamp: '2026-01-01T00:00:00.000Z',
    source: 'agent',
    message: `${id}`,
    action: 'think',
    args: { thought: `${id}` },
  },
});
const notice: StreamFrame = { type: 'notice', notice: { error: true, message: 'Broken' } };
const delta: StreamFrame = {
  type: 'delta',
  delta: { type: 'model-delta', delta: { type: 'text', text: 'Hel' } },
};
const gone: StreamFrame = { type: 'end', code: 'conversation_not_found', message: 'Deleted' };

interface Followed {
  items: FollowItem[];
  ids: number[];
  states: FollowState[];
  error: unknown;
}

/** Follows until so many events have come, or until it ends by itself. */
async function follow(
  server: ScriptedStream,
  events: number,
  options: Partial<FollowOptions> = {},
): Promise<Followed> {
  const followed: Followed = { items: [], ids: [], states: [], error: undefined };
  try {
    const items = followEvents({
      baseUrl: `${server.baseUrl}/`,
      conversationId: 'c 1',
      apiKey: 'the key',
      random: () => 0,
      onState: (state) => followed.states.push(state),
      ...options,
    });
    for await (const item of items) {
      followed.items.push(item);
      if (item.type === 'event') followed.ids.push(item.event.id);
      if (followed.ids.length === events) break;
    }
  } catch (error) {
    followed.error = error;
  }
  return followed;
}

const transports = ['sse', 'websocket'] as const;

describe.each(transports)('following over %s', (transport) => {
  it('gives what the server says', async () => {
    await using server = await ScriptedStream.start([[event(0), delta, notice, event(1), 'hang']]);
    const { items, states } = await follow(server, 2, { transport });
    expect(items.map(({ type }) => type)).toEqual(['event', 'delta', 'notice', 'event']);
    expect(items[0]).toMatchObject({ event: { id: 0, action: 'think', args: { thought: '0' } } });
    expect(states).toEqual(['connecting', 'live', 'ended']);
  });

  it('says who asks, for what, and from where on, and puts no key into the address', async () => {
    await using server = await ScriptedStream.start([[event(5), 'hang']]);
    await follow(server, 1, { transport, after: 4, deltas: false });
    const [asked] = server.asked;
    const joined = transport === 'websocket' ? '&joined=true' : '';
    expect(asked?.url).toBe(`/api/conversations/c%201/events/stream?after=4&deltas=false${joined}`);
    if (transport === 'sse') expect(asked?.headers['x-session-api-key']).toBe('the key');
    else {
      expect(asked?.headers['sec-websocket-protocol']?.replaceAll(' ', '')).toBe(
        `capstan,${streamKeyProtocol('the key')}`,
      );
    }
  });

  it('comes again after a cut, where it was, and takes nothing twice that the server repeats', async () => {
    await using server = await ScriptedStream.start([
      [event(0), event(1), 'cut'],
      [event(1), event(2), event(2), event(0), 'end'],
      [event(3), 'hang'],
    ]);
    const { ids, states } = await follow(server, 4, { transport });
    expect(ids).toEqual([0, 1, 2, 3]);
    expect(server.asked.map(({ url }) => /after=(-?\d+)/.exec(url)?.[1])).toEqual(['-1', '1', '2']);
    expect(states).toEqual([
      ...['connecting', 'live', 'retrying', 'connecting', 'live', 'retrying', 'connecting', 'live', 'ended'],
    ]);
  });

  it('comes again when it was too slow', async () => {
    await using server = await ScriptedStream.start([
      [event(0), { type: 'lagged', resume_after: 0 }, event(9), 'hang'],
      [event(1), 'hang'],
    ]);
    expect((await follow(server, 2, { transport })).ids).toEqual([0, 1]);
  });

  it('comes again when nothing is heard for too long', async () => {
    await using server = await ScriptedStream.start([[event(0), 'hang'], ['hang'], [event(1), 'hang']]);
    expect((await follow(server, 2, { transport, silenceSeconds: 0.1 })).ids).toEqual([0, 1]);
  });

  it('ends with the reason when the conversation is gone', async () => {
    await using server = await ScriptedStream.start([[event(0), gone]]);
    const { ids, error, states } = await follow(server, 2, { transport });
    expect(ids).toEqual([0]);
    expect(error).toMatchObject({ code: 'conversation_not_found', message: 'Deleted' });
    expect(CapstanError.is(error)).toBe(true);
    expect(states.at(-1)).toBe('ended');
    expect(server.asked).toHaveLength(1);
  });

  it('comes again when only the server goes', async () => {
    await using server = await ScriptedStream.start([
      [{ type: 'end', code: 'stream_closed', message: 'The server ends' }],
      [{ type: 'end', code: 'storage_failed', message: 'The log cannot be read' }],
      [event(0), 'hang'],
    ]);
    expect((await follow(server, 1, { transport })).ids).toEqual([0]);
  });

  it('passes over what it does not know, but never over an event', async () => {
    const strange = { type: 'weather', of: 'tomorrow' } as unknown as StreamFrame;
    const broken = { type: 'event', event: { no: 'id' } } as unknown as StreamFrame;
    await using server = await ScriptedStream.start([
      [strange, event(0), broken, event(1)],
      [event(1), 'hang'],
    ]);
    expect((await follow(server, 2, { transport })).ids).toEqual([0, 1]);
    expect(server.asked).toHaveLength(2);
  });

  it('ends when it is told to, also in the middle of waiting', async () => {
    await using server = await ScriptedStream.start([[event(0), 'hang']]);
    const abort = new AbortController();
    const states: FollowState[] = [];
    const items = followEvents({
      baseUrl: server.baseUrl,
      conversationId: 'c1',
      transport,
      signal: abort.signal,
      onState: (state) => states.push(state),
    });
    expect((await items.next()).done).toBe(false);
    const next = items.next();
    abort.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(states).toEqual(['connecting', 'live', 'ended']);
  });

  it('gives up after as many attempts as allowed', async () => {
    const server = await ScriptedStream.start([[]]);
    const { baseUrl } = server;
    await server[Symbol.asyncDispose]();
    const nowhere = { baseUrl } as ScriptedStream;
    const { error, states } = await follow(nowhere, 1, { transport, maxAttempts: 2 });
    expect(error).toMatchObject({ code: 'server_unreachable', cause: expect.any(Error) });
    expect(states).toEqual(['connecting', 'retrying', 'connecting', 'ended']);
  });
});

describe('following over sse', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'conversation_not_found'],
    [422, 'request_invalid'],
  ])('ends when the answer is %i', async (status, code) => {
    await using server = await ScriptedStream.start([[{ status }]]);
    expect((await follow(server, 1)).error).toMatchObject({ code });
    expect(server.asked).toHaveLength(1);
  });

  it('says the reason in the words of the server', async () => {
    const body = { error: 'x', message: 'Bad host', detail: 'x', code: 'host_refused', remedy: 'y' };
    await using server = await ScriptedStream.start([[{ status: 403, body }]]);
    expect((await follow(server, 1)).error).toMatchObject({ code: 'host_refused', message: 'Bad host' });
  });

  it.each([408, 425, 429, 500, 502, 503])('comes again when the answer is %i', async (status) => {
    const headers = { 'retry-after': '0' };
    await using server = await ScriptedStream.start([[{ status, headers }], [event(0), 'hang']]);
    expect((await follow(server, 1)).ids).toEqual([0]);
  });

  it('comes again when something else answers', async () => {
    await using server = await ScriptedStream.start([
      [{ status: 200, headers: { 'content-type': 'text/html' } }],
      [event(0), 'hang'],
    ]);
    expect((await follow(server, 1)).ids).toEqual([0]);
  });
});

it('whatever the server repeats, skips back to, or cuts off, each event comes once and in order', async () => {
  const total = 12;
  /** One connection: how far back it begins, how much it gives, and how it ends. */
  const connection = fc.record({
    back: fc.nat(4),
    count: fc.nat(6),
    noise: fc.constantFrom<StreamFrame[]>(delta, notice, { type: 'heartbeat' }),
    end: fc.constantFrom<Move[]>('cut', 'end', { type: 'lagged', resume_after: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...transports),
      fc.array(connection, { maxLength: 4 }),
      async (transport, connections) => {
        let given = 0;
        const script = connections.map(({ back, count, noise, end }): Move[] => {
          const from = Math.max(0, given - back);
          given = Math.max(given, Math.min(total, from + count));
          const frames = Array.from({ length: given - from }, (_, index) => event(from + index));
          return [noise, ...frames, end];
        });
        const rest = Array.from({ length: total }, (_, id) => event(id));
        await using server = await ScriptedStream.start([...script, [...rest, 'hang']]);
        const { ids } = await follow(server, total, { transport });
        expect(ids).toEqual(Array.from({ length: total }, (_, id) => id));
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);
