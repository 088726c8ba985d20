import { kindOf, readLog, type EventFilter, type EventStore } from '@capstan/events';
import { EVENT_SOURCES, type Event } from '@capstan/protocol';
import * as z from 'zod';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import { defineTool, type Tool } from '../tool.ts';
import { readingLog } from './conversation-log.ts';
import { statusOf } from './conversation-status.ts';
import { cutText } from './cut-text.ts';
import { eventText } from './event-text.ts';
import { StandingFold } from './standing.ts';
import { agentState, conversationId, cursor, eventId, status } from './tool-fields.ts';

/** Of one event among others, and of an event that is asked for alone. */
const TEXT_CHARS = 2_000;
const TEXT_CHARS_ALONE = 20_000;
/** A page ends when its texts are this long together. */
const PAGE_CHARS = 60_000;

const input = z.strictObject({
  conversation_id: conversationId,
  after: cursor.default(-1).describe('Only events with a larger id'),
  limit: z.int().min(1).max(200).default(50).describe('Most events; with 1, its text is hardly ever cut'),
  include_output: z
    .boolean()
    .default(false)
    .describe('Also the output of commands and the contents of files'),
  text_from: z.int().min(0).default(0).describe('Where the text of the first event begins, to read on in it'),
});

const output = z.object({
  events: z.array(
    z.object({
      id: eventId,
      time: z.string().describe('UTC'),
      source: z.enum(EVENT_SOURCES).nullable(),
      kind: z.string().describe('As action:run or observation:run'),
      text: z.string(),
    }),
  ),
  next_after: cursor.describe('Hand it back as after to read on'),
  has_more: z.boolean(),
  latest_id: cursor.describe('Of the last event there is'),
  agent_state: agentState,
  status,
});

/** What nobody needs who wants to know what happened. */
const WORTH_READING: EventFilter = {
  excludeHidden: true,
  excludeKinds: [
    'action:system',
    'action:null',
    'action:recall',
    'action:change_agent_state',
    'observation:null',
    'observation:recall',
    'observation:think',
  ],
};

export function readConversationTool(context: ServerContext): Tool {
  return defineTool({
    name: 'read_conversation',
    title: 'Read what an agent did',
    description:
      'Gives the events of a conversation, oldest first: what was said, done and found out. Long texts are cut, with a mark that says how to read on.',
    input,
    output,
    annotations: { readOnlyHint: true, openWorldHint: false },
    run: async (args, { user }) => {
      const id = args.conversation_id;
      const record = await ownedConversation(context, id, user);
      return readingLog(context, id, async (store) => ({
        ...(await pageOf(store, args)),
        agent_state: (await StandingFold.read(store)).standing.state,
        status: await statusOf(context, record),
      }));
    },
  });
}

async function pageOf(store: EventStore, args: z.output<typeof input>) {
  const { after, limit } = args;
  const latest = store.nextId - 1;
  const events = [];
  let chars = 0;
  for await (const event of readLog(store, { from: after + 1, filter: WORTH_READING })) {
    if (events.length === limit || chars >= PAGE_CHARS) {
      return { events, next_after: event.id - 1, has_more: true, latest_id: latest };
    }
    const text = partOf(event, args, events.length === 0 ? args.text_from : 0);
    chars += text.length;
    events.push({
      id: event.id,
      time: event.timestamp,
      source: event.source ?? null,
      kind: kindOf(event),
      text,
    });
  }
  return { events, next_after: Math.max(after, latest), has_more: false, latest_id: latest };
}

function partOf(event: Event, args: z.output<typeof input>, from: number): string {
  const whole = eventText(event, { output: args.include_output });
  const length = args.limit === 1 ? TEXT_CHARS_ALONE : TEXT_CHARS;
  return cutText(whole, { eventId: event.id, output: args.include_output, from, length });
}
