import { streamFrameSchema, type StreamFrame } from '@capstan/protocol/api';
import { ConnectionFailure } from './connection-failure.ts';

/**
 * Undefined for a frame that this version does not know: a newer server may send it. Throws for an event that is none,
 * since none may be left out.
 */
export function readFrame(content: unknown): StreamFrame | undefined {
  const parsed = streamFrameSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  if (typeof content === 'object' && content !== null && 'type' in content && content.type !== 'event') {
    return undefined;
  }
  throw new ConnectionFailure('The server sent an event that is none');
}

/** Throws for text that is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConnectionFailure('The server sent what is not JSON', { cause: error });
  }
}
