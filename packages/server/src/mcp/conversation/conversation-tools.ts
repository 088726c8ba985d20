import type { ServerContext } from '../../server-context.ts';
import type { Tool } from '../tool.ts';
import { answerConfirmationTool } from './answer-confirmation-tool.ts';
import { listConversationsTool } from './list-conversations-tool.ts';
import { readConversationTool } from './read-conversation-tool.ts';
import { sendMessageTool } from './send-message-tool.ts';
import { startConversationTool } from './start-conversation-tool.ts';
import { stopConversationTool } from './stop-conversation-tool.ts';
import { waitForConversationTool } from './wait-for-conversation-tool.ts';

/** What other agents need to use the agents of this server. */
export function conversationTools(context: ServerContext): Tool[] {
  return [
    startConversationTool(context),
    waitForConversationTool(context),
    readConversationTool(context),
    sendMessageTool(context),
    answerConfirmationTool(context),
    stopConversationTool(context),
    listConversationsTool(context),
  ];
}
