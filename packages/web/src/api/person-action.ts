import { answerOf, api } from './api.ts';

/** States that a person may ask an agent to go into. `running` also starts one that does not run. */
export type WantedState = 'running' | 'paused' | 'stopped' | 'user_confirmed' | 'user_rejected';

/** What a person does in a conversation. */
export type PersonAction =
  | { action: 'message'; args: { content: string; image_urls: readonly string[] } }
  | { action: 'change_agent_state'; args: { agent_state: WantedState } };

/** Answers with its id in the log, where it is by then. The agent is started where it does not run. */
export async function postAction(
  conversationId: string,
  action: PersonAction,
  signal?: AbortSignal,
): Promise<number> {
  const { event_id: id } = await answerOf(
    api.POST('/api/conversations/{conversation_id}/events', {
      params: { path: { conversation_id: conversationId } },
      body: { ...action },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  return id;
}

/** Starts the agent of a conversation where it does not run. What fails after that is in the log. */
export async function startConversation(conversationId: string): Promise<void> {
  await answerOf(
    api.POST('/api/conversations/{conversation_id}/start', {
      params: { path: { conversation_id: conversationId } },
      body: {},
    }),
  );
}
