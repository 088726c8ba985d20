import type { JsonObject } from '@capstan/protocol';
import { failureOf } from '../../http/failure.ts';

/** Why somebody is not connected. Socket.IO sends message and data as CONNECT_ERROR. */
export class Refusal extends Error {
  readonly data: JsonObject;

  constructor(message: string, data: JsonObject = {}, options: ErrorOptions = {}) {
    super(message, options);
    this.data = data;
  }

  /** Whether it comes of a fault of the server. */
  get unexpected(): boolean {
    return this.cause !== undefined && failureOf(this.cause).unexpected;
  }
}

const WORDS: Partial<Record<string, { message: string; msg_id?: string }>> = {
  unauthorized: { message: 'invalid_session_api_key' },
  settings_not_found: { message: 'Settings not found', msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND' },
  conversation_not_found: { message: 'Conversation not found', msg_id: 'CONVERSATION$NOT_FOUND' },
};

/** The refusal that says an error in the words that clients of OpenHands know, and in `instead` where they know none. */
export function refusalOf(error: unknown, instead?: (reason: string) => string): Refusal {
  if (error instanceof Refusal) return error;
  const { code, message, remedy } = failureOf(error).body;
  const known = WORDS[code];
  const data = { code, reason: message, remedy, ...(known?.msg_id && { msg_id: known.msg_id }) };
  return new Refusal(known?.message ?? instead?.(message) ?? message, data, { cause: error });
}
