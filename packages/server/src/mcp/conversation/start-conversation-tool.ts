import { GIT_PROVIDERS } from '@capstan/protocol/api';
import * as z from 'zod';
import { createConversation } from '../../conversation/create-conversation.ts';
import type { ServerContext } from '../../server-context.ts';
import { defineTool, type Tool } from '../tool.ts';
import { pageOf } from './conversation-status.ts';
import { status } from './tool-fields.ts';

export function startConversationTool(context: ServerContext): Tool {
  return defineTool({
    name: 'start_conversation',
    title: 'Give an agent a task',
    description: [
      'Starts a coding agent on a task, in a sandbox of its own, and returns at once.',
      'Say all it has to know: it sees nothing of your conversation.',
    ].join(' '),
    input: z.strictObject({
      message: z.string().min(1).describe('The task'),
      repository: z.string().min(1).max(500).optional().describe('owner/name, to be cloned first'),
      branch: z.string().min(1).max(500).optional().describe('Branch to check out; default the main one'),
      git_provider: z
        .enum(GIT_PROVIDERS)
        .optional()
        .describe('Where the repository is; default the first place that has it'),
      workspace: z
        .string()
        .min(1)
        .max(4_000)
        .optional()
        .describe("Absolute path of a folder of the server's machine to work in; default a new one"),
      instructions: z
        .string()
        .max(100_000)
        .optional()
        .describe('What holds for the whole conversation, beside the task'),
    }),
    output: z.object({
      conversation_id: z.string(),
      status,
      url: z.string().describe('Where a person can look at it'),
    }),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    run: async (args, { user, origin }) => {
      const { message, repository, branch, git_provider: gitProvider, workspace, instructions } = args;
      const loop = await createConversation(context, {
        userId: user.id,
        trigger: 'openhands_api',
        message: { content: message },
        ...(repository !== undefined && { repository }),
        ...(branch !== undefined && { branch }),
        ...(gitProvider !== undefined && { gitProvider }),
        ...(workspace !== undefined && { workspace }),
        ...(instructions !== undefined && { instructions }),
      });
      const { conversationId } = loop;
      return {
        conversation_id: conversationId,
        status: loop.status,
        url: pageOf(origin, conversationId),
      };
    },
  });
}
