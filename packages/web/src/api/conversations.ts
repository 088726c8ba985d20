import type { components } from '@capstan/client';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Condition } from '../screen/index.ts';
import { answerOf, api } from './api.ts';
import { changeKept } from './kept-conversations.ts';
import { KEYS } from './keys.ts';

export type Conversation = components['schemas']['Conversation'];
export type NewConversation = components['schemas']['NewConversation'];

const PAGE = 30;
/** How often lists look again for what changed elsewhere, while the page is seen. */
const LIST_MILLISECONDS = 10_000;

export interface ConversationFilter {
  repository?: string;
  /** Part of a title. */
  query?: string;
  /** Those that stand in one of these ways. */
  conditions?: readonly Condition[];
}

/** All conversations, the newest first, a page at a time. */
export function useConversations(filter: ConversationFilter = {}): UseInfiniteQueryResult<Conversation[]> {
  return useInfiniteQuery({
    queryKey: KEYS.conversationList(filter),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/conversations', {
          signal,
          params: {
            query: {
              limit: PAGE,
              ...(pageParam === null ? {} : { page_id: pageParam }),
              ...(filter.repository === undefined ? {} : { selected_repository: filter.repository }),
              ...(filter.query === undefined ? {} : { query: filter.query }),
              ...(filter.conditions === undefined ? {} : { condition: [...filter.conditions] }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_page_id,
    select: allOf,
    // While something else is looked for, what was found before stays.
    placeholderData: keepPreviousData,
    // All pages are asked for again, so the more there are the rarer: one request in that time, whatever is loaded.
    refetchInterval: ({ state }) => LIST_MILLISECONDS * Math.max(1, state.data?.pages.length ?? 1),
  });
}

/** Of all pages, each conversation once: a page may begin with what the one before ended with. */
function allOf({ pages }: InfiniteData<{ results: Conversation[] }>): Conversation[] {
  const all = pages.flatMap((page) => page.results);
  return [...new Map(all.map((conversation) => [conversation.conversation_id, conversation])).values()];
}

/** One conversation; null where there is none. */
export function useConversation(
  id: string,
  { enabled = true }: { enabled?: boolean } = {},
): UseQueryResult<Conversation | null> {
  return useQuery({
    queryKey: KEYS.conversation(id),
    // What is recorded in a file is no conversation of the server.
    enabled: enabled && id !== '',
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/conversations/{conversation_id}', {
          signal,
          params: { path: { conversation_id: id } },
        }),
      ),
    refetchInterval: LIST_MILLISECONDS,
  });
}

/** Begins a conversation; answers with its id. */
export function useCreateConversation(): UseMutationResult<string, Error, NewConversation> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body) => {
      const { conversation_id: id } = await answerOf(api.POST('/api/conversations', { body }));
      return id;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}

/** What is shown changes at once, and back again if it fails. */
export function useRenameConversation(): UseMutationResult<boolean, Error, { id: string; title: string }> {
  const queries = useQueryClient();
  return useMutation({
    onMutate: ({ id, title }) =>
      changeKept(queries, (conversation) =>
        conversation.conversation_id === id ? { ...conversation, title } : conversation,
      ),
    onError: (_failure, _change, restore) => restore?.(),
    mutationFn: ({ id, title }) =>
      answerOf(
        api.PATCH('/api/conversations/{conversation_id}', {
          params: { path: { conversation_id: id } },
          body: { title },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}

/** Ends a conversation and removes all of it: from what is shown at once, and it is back there if that fails. */
export function useDeleteConversation(): UseMutationResult<boolean, Error, string> {
  const queries = useQueryClient();
  return useMutation({
    onMutate: (id) =>
      changeKept(queries, (conversation) => (conversation.conversation_id === id ? null : conversation)),
    onError: (_failure, _id, restore) => restore?.(),
    mutationFn: (id) =>
      answerOf(
        api.DELETE('/api/conversations/{conversation_id}', { params: { path: { conversation_id: id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}

/** Ends the agent of a conversation and its sandbox; a message starts both again. */
export function useStopConversation(): UseMutationResult<unknown, Error, string> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id) =>
      answerOf(
        api.POST('/api/conversations/{conversation_id}/stop', { params: { path: { conversation_id: id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
}
