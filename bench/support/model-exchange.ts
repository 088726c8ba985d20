import type { ScriptInput } from '@capstan/llm/scripted';

/** What the model's process is started with. */
export type ModelScript = Pick<ScriptInput, 'turns' | 'atEnd' | 'delivery'>;

/** One request and its answer, in milliseconds since the epoch. */
export interface ModelExchange {
  /** The last byte of the request was there. */
  received: number;
  /** The last byte of the answer was given to the system. */
  answered: number;
  requestBytes: number;
}

export type ModelServerMessage =
  | { kind: 'ready'; baseUrl: string }
  | { kind: 'exchanges'; exchanges: ModelExchange[] };
