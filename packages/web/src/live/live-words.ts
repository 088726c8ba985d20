import type { StreamDelta } from '@capstan/protocol/api';

/** A call of a tool that the model is writing. */
export interface LiveCall {
  toolCallId: string;
  toolName: string;
  /** JSON, as far as it has come. */
  arguments: string;
}

/** What the model is saying, before it is an event. */
export interface LiveWords {
  text: string;
  reasoning: string;
  calls: readonly LiveCall[];
  /** That it is asked again after a failure, and when; null while it answers. */
  retry: { reason: string; attempt: number; maxAttempts: number; waitSeconds: number } | null;
}

export const NO_WORDS: LiveWords = { text: '', reasoning: '', calls: [], retry: null };

export type WordsDelta = Exclude<StreamDelta, { type: 'output' }>;

/** The words after one more delta. An answer that is asked for again begins anew. */
export function wordsAfter(words: LiveWords, delta: WordsDelta): LiveWords {
  if (delta.type === 'model-retry') return { ...NO_WORDS, retry: delta.notice };
  const part = delta.delta;
  switch (part.type) {
    case 'text':
      return { ...words, text: words.text + part.text, retry: null };
    case 'reasoning':
      return { ...words, reasoning: words.reasoning + part.text, retry: null };
    case 'tool-call':
      return { ...words, calls: callsAfter(words.calls, part), retry: null };
  }
}

function callsAfter(
  calls: readonly LiveCall[],
  { toolCallId, toolName, argumentsDelta }: { toolCallId: string; toolName: string; argumentsDelta: string },
): readonly LiveCall[] {
  const known = calls.find((call) => call.toolCallId === toolCallId);
  if (known === undefined) return [...calls, { toolCallId, toolName, arguments: argumentsDelta }];
  const grown = { ...known, arguments: known.arguments + argumentsDelta };
  return calls.map((call) => (call === known ? grown : call));
}
