/** The wire protocols of the scripted model. */
export const PROTOCOLS = ['openai-chat', 'openai-responses', 'anthropic', 'gemini'] as const;

export type ProtocolName = (typeof PROTOCOLS)[number];

/** `path` says where in the body it stands, in the way the provider's errors do. */
interface Placed {
  path: string;
}

export type PromptPart = Placed &
  (
    | { type: 'text'; text: string }
    | { type: 'reasoning'; text: string; signature?: string; itemId?: string }
    | { type: 'tool-call'; id: string; name: string; signature?: string }
    | { type: 'tool-result'; id: string; text: string }
    | { type: 'other' }
  );

/** `tool` messages hold nothing but results; a `user` message may hold results too. */
export interface PromptMessage extends Placed {
  role: 'system' | 'user' | 'assistant' | 'tool';
  parts: PromptPart[];
}

/** A request in the form that is the same for every protocol. */
export interface Prompt {
  model: string;
  messages: PromptMessage[];
}

/** Something a provider would refuse, in its words. `param` is the place, where the provider names it. */
export interface Problem {
  message: string;
  param?: string;
  code?: string;
}

export const textOf = (message: PromptMessage): string =>
  message.parts
    .flatMap((part) => (part.type === 'text' || part.type === 'tool-result' ? [part.text] : []))
    .join('\n');
