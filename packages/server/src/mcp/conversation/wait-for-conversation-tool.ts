import { readLog, type EventStore } from '@capstan/events';
import { CapstanError, type ConversationStatus, type Event } from '@capstan/protocol';
import * as z from 'zod';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import type { ToolCall } from '../caller.ts';
import { defineTool, type Tool } from '../tool.ts';
import { readingLog } from './conversation-log.ts';
import { statusOf } from './conversation-status.ts';
import { cutText } from './cut-text.ts';
import { eventText } from './event-text.ts';
import { heldAction } from './held-action.ts';
import { StandingFold, type Standing } from './standing.ts';
import { textPart } from './text-part.ts';
import { agentState, conversationId, cursor, eventId } from './tool-fields.ts';
import { waitForRest, type RestOutcome } from './wait-for-rest.ts';

/** Shorter than clients wait for an answer by default, which is a minute. */
const DEFAULT_SECONDS = 50;
const MOST_SECONDS = 600;
const MESSAGE_CHARS = 20_000;
const PROGRESS_CHARS = 200;
const SILENCE_MILLISECONDS = 10_000;

const input = z.strictObject({
  conversation_id: conversationId,
  timeout_seconds: z.number().min(0).max(MOST_SECONDS).default(DEFAULT_SECONDS),
  after: cursor
    .default(-1)
    .describe('Waits for a rest that begins after this event, such as the message you sent'),
});

const output = z.object({
  agent_state: agentState,
  last_message: z.string().nullable().describe('What the agent said last, after the event that was named'),
  latest_id: cursor.describe('Of the last event there is'),
  timed_out: z.boolean().describe('Whether the time was over first; call again to wait on'),
  error: z.string().nullable().describe('Why, when agent_state is error'),
  awaiting_confirmation: z
    .object({ event_id: eventId, text: z.string() })
    .nullable()
    .describe('What the agent wants to do, when it asks for answer_confirmation'),
});

export function waitForConversationTool(context: ServerContext): Tool {
  return defineTool({
    name: 'wait_for_conversation',
    title: 'Wait for an agent',
    description: [
      'Waits until the agent of a conversation rests: it has finished, asks something, wants a confirmation, was stopped',
      'or paused, or has failed. Returns at once if it rests already.',
    ].join(' '),
    input,
    output,
    annotations: { readOnlyHint: true, openWorldHint: false },
    run: async ({ conversation_id: id, timeout_seconds: seconds, after }, call) => {
      const record = await ownedConversation(context, id, call.user);
      if (id === call.conversationId) {
        throw new CapstanError('request_invalid', 'A conversation cannot wait for itself', {
          remedy: 'Name a conversation that was started with start_conversation.',
        });
      }
      const fold = await readingLog(context, id, StandingFold.read);
      const current = await statusOf(context, record);
      const outcome =
        current === 'STARTING' || current === 'RUNNING'
          ? await wait(context, id, { fold, after, milliseconds: seconds * 1_000 }, call)
          : abandoned(fold.standing, current);
      return readingLog(context, id, (store) => answer(store, outcome, after));
    },
  });
}

/** Nothing happens in a conversation that nobody runs, whatever its log says. */
function abandoned(standing: Standing, status: ConversationStatus): RestOutcome {
  if (standing.atRest) return { kind: 'rest', standing };
  if (status === 'ERROR') return { kind: 'failed', reason: standing.reason || 'The agent could not start' };
  return { kind: 'rest', standing: { ...standing, state: 'stopped' } };
}

function wait(
  { manager }: ServerContext,
  id: string,
  how: { fold: StandingFold; after: number; milliseconds: number },
  { signal, tell }: ToolCall,
): Promise<RestOutcome> {
  return waitForRest({
    ...how,
    feed: manager.feed(id),
    signal,
    hasFailed: async () => {
      const [loop] = await manager.getAgentLoopInfo({ conversationIds: [id] });
      return loop === undefined || loop.status === 'ERROR';
    },
    onEvent: (event) => tell(textPart(eventText(event, { output: false }), 0, PROGRESS_CHARS).text),
    onNotice: ({ message }) => tell(message),
    onSilence: () => tell('Waiting for the agent'),
    silenceMilliseconds: SILENCE_MILLISECONDS,
  });
}

async function answer(
  store: EventStore,
  outcome: RestOutcome,
  after: number,
): Promise<z.output<typeof output>> {
  const state = outcome.kind === 'failed' ? 'error' : outcome.standing.state;
  const reason = outcome.kind === 'failed' ? outcome.reason : outcome.standing.reason;
  return {
    agent_state: state,
    last_message: await lastMessage(store, after),
    latest_id: store.nextId - 1,
    timed_out: outcome.kind === 'timeout',
    error: state === 'error' ? reason : null,
    awaiting_confirmation: state === 'awaiting_user_confirmation' ? await confirmation(store) : null,
  };
}

async function lastMessage(store: EventStore, after: number): Promise<string | null> {
  const words = {
    source: 'agent',
    includeKinds: ['action:message', 'action:finish', 'action:reject'],
  } as const;
  for await (const event of readLog(store, { from: after + 1, reverse: true, filter: words, limit: 1 })) {
    return wordsOf(event);
  }
  return null;
}

async function confirmation(store: EventStore): Promise<{ event_id: number; text: string } | null> {
  const action = await heldAction(store);
  return action && { event_id: action.id, text: wordsOf(action) };
}

/** Most of what somebody wants to know stands here, so it is hardly ever cut. */
const wordsOf = (event: Event): string =>
  cutText(eventText(event, { output: false }), {
    eventId: event.id,
    output: false,
    from: 0,
    length: MESSAGE_CHARS,
  });
