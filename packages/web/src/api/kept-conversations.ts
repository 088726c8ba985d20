import type { components } from '@capstan/client';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { KEYS } from './keys.ts';

type Conversation = components['schemas']['Conversation'];
type Page = components['schemas']['ConversationList'];

/**
 * Changes the conversations of all lists before the server has answered; null takes one away. Answers with the way
 * back.
 */
export async function changeKept(
  queries: QueryClient,
  change: (conversation: Conversation) => Conversation | null,
): Promise<() => void> {
  const queryKey = KEYS.conversationLists;
  await queries.cancelQueries({ queryKey });
  const before = queries.getQueriesData<InfiniteData<Page>>({ queryKey });
  queries.setQueriesData<InfiniteData<Page>>({ queryKey }, (data) =>
    data === undefined
      ? undefined
      : {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            results: page.results.flatMap((conversation) => change(conversation) ?? []),
          })),
        },
  );
  return () => {
    for (const [key, data] of before) queries.setQueryData(key, data);
  };
}
