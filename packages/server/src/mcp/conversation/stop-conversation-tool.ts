import * as z from 'zod';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import { defineTool, type Tool } from '../tool.ts';
import { statusOf } from './conversation-status.ts';
import { conversationId, status } from './tool-fields.ts';

export function stopConversationTool(context: ServerContext): Tool {
  return defineTool({
    name: 'stop_conversation',
    title: 'Stop an agent',
    description: [
      'Stops the agent of a conversation, interrupts what it runs, and ends its sandbox. The files and what was said are',
      'kept: send_message goes on with it.',
    ].join(' '),
    input: z.strictObject({ conversation_id: conversationId }),
    output: z.object({
      status,
      was_running: z.boolean().describe('Whether there was anything to stop'),
    }),
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    run: async ({ conversation_id: id }, { user }) => {
      await ownedConversation(context, id, user);
      const wasRunning = await context.manager.isAgentLoopRunning(id);
      await context.manager.closeSession(id);
      const record = await ownedConversation(context, id, user);
      return { status: await statusOf(context, record), was_running: wasRunning };
    },
  });
}
