import type { ModelRequest } from '@capstan/protocol';
import type { StreamPart } from './stream-part.ts';

export interface WireCall {
  request: ModelRequest;
  signal: AbortSignal;
}

/**
 * One model over one protocol. `stream` sends the request once and hands over the parts as they
 * arrive, the last one being `finish`; without a `finish` the answer is not complete. Rejects with a
 * `CapstanError`.
 */
export interface WireModel {
  stream(call: WireCall, onPart: (part: StreamPart) => void): Promise<void>;
}
