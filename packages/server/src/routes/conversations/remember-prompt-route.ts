import { createRoute } from '@hono/zod-openapi';
import { eventTest, readPage } from '@capstan/events';
import { CapstanError, type Event } from '@capstan/protocol';
import { rememberPromptSchema } from '@capstan/protocol/api';

import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';

const EVENTS_BEFORE = 4;
const EVENTS_AFTER = 5;
const PAGE = 50;
/** Enough of an event to understand it. */
const EVENT_CHARS = 4_000;

const route = createRoute({
  method: 'get',
  path: '/api/conversations/{conversation_id}/remember-prompt',
  operationId: 'rememberPrompt',
  summary: 'Have the model word what is worth remembering about a moment of the conversation',
  tags: ['conversations'],
  request: { params: conversationIdParam, query: z.object({ event_id: z.coerce.number().int().min(0) }) },
  responses: {
    200: json(rememberPromptSchema, 'A prompt for an agent that writes it down'),
    400: FAILURE[400],
    404: FAILURE[404],
    409: FAILURE[409],
    502: FAILURE[502],
  },
});

const worthShowing = eventTest({
  excludeHidden: true,
  excludeKinds: [
    'observation:agent_state_changed',
    'action:change_agent_state',
    'action:null',
    'observation:null',
  ],
});

export const rememberPromptRoute: RouteModule = (api, server) => {
  api.openapi(route, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { event_id: eventId } = context.req.valid('query');
    await ownedConversation(server, conversationId, context.get('user'));
    const store = await server.storage.open(conversationId, { create: true });
    try {
      const before = await readPage(store, { to: eventId, limit: PAGE, reverse: true });
      const after = await readPage(store, { from: eventId + 1, limit: PAGE });
      const moment = [
        ...before.filter(worthShowing).slice(0, EVENTS_BEFORE).toReversed(),
        ...after.filter(worthShowing).slice(0, EVENTS_AFTER),
      ];
      const answer = await server.manager.requestLlmCompletion(
        conversationId,
        'remember_prompt',
        [{ role: 'user', content: question(moment) }],
        context.req.raw.signal,
      );
      return context.json({ status: 'success' as const, prompt: promptIn(answer) }, 200);
    } finally {
      await store.close();
    }
  });
};

function question(moment: readonly Event[]): string {
  const shown = moment.map((event) => {
    return `<event source="${event.source ?? 'unknown'}">${event.message.slice(0, EVENT_CHARS)}</event>`;
  });
  return `Below is a part of the work of a software-engineering agent. Find what it teaches that holds for later work in
the same repository: a convention, a command, a pitfall. Word it as one instruction to an agent that will add it to the
repository's notes, and put that instruction between <update_prompt> and </update_prompt>.

${shown.join('\n')}`;
}

function promptIn(answer: string): string {
  const [, prompt] = /<update_prompt>([\s\S]*?)<\/update_prompt>/.exec(answer) ?? [];
  if (prompt !== undefined && prompt.trim() !== '') return prompt.trim();
  throw new CapstanError('model_bad_response', 'The model found nothing worth remembering', {
    remedy: 'Choose another event, or try again.',
  });
}
