import { anthropic } from './anthropic/protocol.ts';
import { gemini } from './gemini/protocol.ts';
import { openaiChat } from './openai-chat/protocol.ts';
import { openaiResponses } from './openai-responses/protocol.ts';
import type { WireProtocol } from './wire/wire-protocol.ts';

export const PROTOCOL_LIST: readonly WireProtocol[] = [openaiChat, openaiResponses, anthropic, gemini];
