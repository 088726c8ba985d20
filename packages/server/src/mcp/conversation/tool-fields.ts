import { AGENT_STATES, CONVERSATION_STATUSES } from '@capstan/protocol';
import * as z from 'zod';

/** Fields that several tools have. */
export const conversationId = z.string().min(1).max(100).describe('Id that start_conversation gave');
export const status = z.enum(CONVERSATION_STATUSES);
export const agentState = z.enum(AGENT_STATES);
export const eventId = z.int().min(0);
export const cursor = z.int().min(-1);
