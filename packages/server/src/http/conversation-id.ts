import { z } from '@hono/zod-openapi';
import { ApiFailure } from './api-failure.ts';

const LONGEST = 100;

/** What is wrong with an id, in the order and the words that clients of OpenHands know; undefined for nothing. */
function complaint(id: string): string | undefined {
  if (id.length > LONGEST) return 'Conversation ID is too long';
  if (id.includes('\0')) return 'Conversation ID contains invalid characters';
  if (id.includes('..') || /[/\\]/.test(id)) return 'Conversation ID contains invalid path characters';
  if (/[\u0001-\u001f]/.test(id)) return 'Conversation ID contains control characters';
  return undefined;
}

/** The id of a conversation in a path. What cannot be one is refused with 400. */
export const conversationId = z
  .string()
  .superRefine((id, context) => {
    const message = complaint(id);
    if (message === undefined) return;
    const refusal = new ApiFailure('conversation_id_invalid', message);
    context.addIssue({ code: 'custom', message, params: { refusal } });
  })
  .openapi({ param: { name: 'conversation_id', in: 'path' }, example: '0f8fad5bd9cb469fa16570867728950e' });

/** For the `params` of routes under `/api/conversations/{conversation_id}`. */
export const conversationIdParam = z.object({ conversation_id: conversationId });
