import type { EventStore } from '@capstan/events';
import type { ServerContext } from '../../server-context.ts';

/** Opens the log of a conversation to read it, as long as the work takes. */
export async function readingLog<Result>(
  { storage }: Pick<ServerContext, 'storage'>,
  conversationId: string,
  work: (store: EventStore) => Promise<Result>,
): Promise<Result> {
  const store = await storage.open(conversationId, { create: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
