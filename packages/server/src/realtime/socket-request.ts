import { CapstanError } from '@capstan/protocol';
import type { RawData } from 'ws';
import type { ZodType } from 'zod';
import { conversationId as conversationIdSchema } from '../http/conversation-id.ts';
import { invalidRequest } from '../http/invalid-request.ts';

/** The id of a conversation as it stands in a path. Throws `conversation_id_invalid`. */
export function idOf(given: string): string {
  const parsed = conversationIdSchema.safeParse(given);
  if (!parsed.success) throw invalidRequest('param', parsed.error, given);
  return parsed.data;
}

/** The query of the address that a socket was opened with. Throws `request_invalid`. */
export function queryOf<Query>(schema: ZodType<Query>, query: URLSearchParams): Query {
  const given = Object.fromEntries(query);
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidRequest('query', parsed.error, given);
  return parsed.data;
}

/** What a client says in one frame of JSON. Throws `request_invalid`. */
export function frameOf<Frame>(schema: ZodType<Frame>, data: RawData): Frame {
  const given = jsonOf(data);
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidRequest('frame', parsed.error, given);
  return parsed.data;
}

export const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);

function jsonOf(data: RawData): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(data)));
  } catch {
    throw new CapstanError('request_invalid', 'A frame has to be JSON');
  }
}
