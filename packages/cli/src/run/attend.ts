import type { ConversationState } from '@capstan/agent';
import { changeAgentState, messageAction, type EventDraft } from '@capstan/protocol';
import { askPerson } from './ask-person.ts';
import type { LiveConversation } from './open-conversation.ts';

const ANSWERS = {
  yes: changeAgentState('user_confirmed'),
  no: changeAgentState('user_rejected'),
  stop: changeAgentState('stopped'),
} as const;

/**
 * Stays with an agent until nothing more happens, and gives it what it asks for: the recorded replies of a
 * replay, and the decisions of the person where one is there.
 */
export async function attend(live: LiveConversation, personIsThere: boolean): Promise<ConversationState> {
  const { controller, stream, runtime } = live;
  controller.start();
  const failed = runtime.started.then(() => new Promise<never>(() => undefined));
  for (let through = stream.nextId - 1; ;) {
    const state = await Promise.race([controller.whenResting(through), failed]);
    const answer = recordedReply(live, state) ?? (personIsThere ? await decision(live, state) : null);
    if (answer === null) return state;
    through = stream.append(answer, 'user').id;
  }
}

function recordedReply({ plan }: LiveConversation, state: ConversationState): EventDraft | null {
  if (state.agentState !== 'awaiting_user_input') return null;
  const reply = plan.recording?.replies.find(({ afterSteps }) => afterSteps === state.steps);
  return reply === undefined ? null : messageAction({ content: reply.text });
}

async function decision(live: LiveConversation, state: ConversationState): Promise<EventDraft | null> {
  if (state.agentState !== 'awaiting_user_confirmation' || state.pending === null) return null;
  const answer = await askPerson(state.pending, live.signal);
  return answer === 'leave' ? null : ANSWERS[answer];
}
