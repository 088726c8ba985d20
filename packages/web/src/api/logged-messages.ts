import type { operations } from '@capstan/client';
import { answerOf, api } from './api.ts';

/** A message of the person as the log has it. */
export interface LoggedMessage {
  id: number;
  text: string;
  imageUrls: readonly unknown[];
}

type PageQuery = NonNullable<operations['listEvents']['parameters']['query']>;

/** As many as the server gives at once: far more than a person sends in a moment. */
const MOST = 100;

/** Id of the last event of the log; -1 while there is none. */
export async function lastEventId(conversationId: string, signal?: AbortSignal): Promise<number> {
  const [last] = await eventsOf(conversationId, { reverse: 'true', limit: 1 }, signal);
  return last === undefined ? -1 : (idOf(last) ?? -1);
}

/** What the person has said from the event with this id on, oldest first. */
export async function messagesFrom(
  conversationId: string,
  fromId: number,
  signal?: AbortSignal,
): Promise<LoggedMessage[]> {
  const query: PageQuery = {
    start_id: fromId,
    limit: MOST,
    source: 'user',
    include_types: ['action:message'],
  };
  const events = await eventsOf(conversationId, query, signal);
  return events.flatMap((event) => {
    const id = idOf(event);
    const args: unknown = event['args'];
    if (id === undefined || typeof args !== 'object' || args === null) return [];
    const text: unknown = Reflect.get(args, 'content');
    const urls: unknown = Reflect.get(args, 'image_urls');
    return [{ id, text: typeof text === 'string' ? text : '', imageUrls: Array.isArray(urls) ? urls : [] }];
  });
}

async function eventsOf(
  conversationId: string,
  query: PageQuery,
  signal?: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const { events } = await answerOf(
    api.GET('/api/conversations/{conversation_id}/events', {
      params: { path: { conversation_id: conversationId }, query },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  return events;
}

function idOf(event: Record<string, unknown>): number | undefined {
  const id = event['id'];
  return typeof id === 'number' ? id : undefined;
}
