import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import { defineTool, type Tool } from '../tool.ts';
import { readingLog } from './conversation-log.ts';
import { StandingFold } from './standing.ts';
import { conversationId, eventId } from './tool-fields.ts';

export function answerConfirmationTool(context: ServerContext): Tool {
  return defineTool({
    name: 'answer_confirmation',
    title: 'Let an agent do what it asks for, or not',
    description: [
      'Answers an agent that is awaiting_user_confirmation. wait_for_conversation says what it wants to do.',
      'To wait for what comes of it, hand the event_id to wait_for_conversation as after.',
    ].join(' '),
    input: z.strictObject({ conversation_id: conversationId, decision: z.enum(['confirm', 'reject']) }),
    output: z.object({ event_id: eventId }),
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    run: async ({ conversation_id: id, decision }, { user }) => {
      await ownedConversation(context, id, user);
      const { standing } = await readingLog(context, id, StandingFold.read);
      if (standing.state !== 'awaiting_user_confirmation' || !standing.atRest) {
        throw new CapstanError(
          'event_invalid',
          `The agent asks for no confirmation: it is ${standing.state}`,
          {
            remedy: 'Call wait_for_conversation to know when it asks for one.',
          },
        );
      }
      const answered = await context.manager.sendEventToConversation(id, {
        action: 'change_agent_state',
        args: { agent_state: decision === 'confirm' ? 'user_confirmed' : 'user_rejected' },
      });
      return { event_id: answered.id };
    },
  });
}
