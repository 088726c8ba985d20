import { parseEvent, type Event } from '@capstan/protocol';
import * as z from 'zod';
import { bounded } from './bounded.ts';
import type { ServerProcess } from './server-process.ts';

const created = z.looseObject({ status: z.literal('ok'), conversation_id: z.string() });
const page = z.object({ events: z.array(z.unknown()), has_more: z.boolean() });
const LONGEST_MS = 40_000;

/** Begins one, and gives its id. */
export async function begin(server: ServerProcess, body: Readonly<Record<string, unknown>>): Promise<string> {
  return created.parse(await server.json('/api/conversations', body)).conversation_id;
}

/** The whole log. */
export async function eventsOf(server: ServerProcess, id: string, init: RequestInit = {}): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const response = await server.request(
      `/api/conversations/${id}/events?limit=100&start_id=${events.length}`,
      init,
    );
    const { events: found, has_more: more } = page.parse(await response.json());
    events.push(...found.map(parseEvent));
    if (!more) return events;
  }
}

/** The first event after `after` that passes, over the stream of the server. */
export async function untilEvent(
  server: ServerProcess,
  id: string,
  passes: (event: Event) => boolean,
  { after = -1, headers = {} }: { after?: number; headers?: Record<string, string> } = {},
): Promise<Event> {
  const abort = new AbortController();
  const path = `/api/conversations/${id}/events/stream?after=${after}&deltas=false`;
  const response = await server.request(path, { signal: abort.signal, headers });
  const seen: Event[] = [];
  const found = async (): Promise<Event> => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data: {"id":')) continue;
        const event = parseEvent(JSON.parse(line.slice('data: '.length)));
        if (passes(event)) return event;
        seen.push(event);
      }
    }
    throw new Error(`The stream of ${id} ended after: ${seen.map(outlineOf).join('; ')}`);
  };
  try {
    return await bounded(found(), `An event of ${id}`, LONGEST_MS);
  } finally {
    abort.abort();
  }
}

/** The agent is in this state, after the event `after`. Any other end is a failure that says its reason. */
export function untilState(
  server: ServerProcess,
  id: string,
  state: string,
  options: { after?: number; headers?: Record<string, string> } = {},
): Promise<Event> {
  return untilEvent(
    server,
    id,
    (event) => {
      if (event.observation !== 'agent_state_changed') return false;
      const { agent_state: now, reason } = event.extras;
      if (now === 'error' && state !== 'error') throw new Error(`The agent of ${id} failed: ${reason}`);
      return now === state;
    },
    options,
  );
}

const outlineOf = ({ id, source, action, observation }: Event): string =>
  `${id} ${source} ${action ?? observation}`;
