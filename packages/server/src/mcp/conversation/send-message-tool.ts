import * as z from 'zod';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import { defineTool, type Tool } from '../tool.ts';
import { conversationId, eventId } from './tool-fields.ts';

export function sendMessageTool(context: ServerContext): Tool {
  return defineTool({
    name: 'send_message',
    title: 'Say something to an agent',
    description: [
      'Says something to the agent of a conversation, which is started if it does not run. An agent that works reads it',
      'at its next step. To wait for the answer, hand the event_id to wait_for_conversation as after.',
    ].join(' '),
    input: z.strictObject({ conversation_id: conversationId, message: z.string().min(1) }),
    output: z.object({ event_id: eventId }),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    run: async ({ conversation_id: id, message }, { user }) => {
      await ownedConversation(context, id, user);
      const sent = await context.manager.sendEventToConversation(id, {
        action: 'message',
        args: { content: message },
      });
      return { event_id: sent.id };
    },
  });
}
