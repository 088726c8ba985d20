import { type Prompt, type PromptMessage, textOf } from './prompt.ts';

/** What conditions, templates and replies can see of a request. */
export interface PromptView {
  model: string;
  /** The whole request; empty when the server does not read requests (`validate: 'off'`). */
  messages: readonly PromptMessage[];
  /** How often the model has spoken so far. */
  assistantTurns: number;
  /** Number of tool results. */
  toolResults: number;
  lastToolResult: string | undefined;
  /** Texts of the tool results since the model spoke last. */
  newToolResults: readonly string[];
  /** Text of the last message but for system messages. */
  lastMessage: string;
  /** Text of the first message of the user. */
  firstMessage: string;
}

/** The request as it was before each of its assistant messages, and at last as it is. O(messages). */
export function* viewsThrough(prompt: Prompt): Generator<PromptView, void> {
  const view = {
    model: prompt.model,
    messages: prompt.messages.slice(0, 0),
    assistantTurns: 0,
    toolResults: 0,
    lastToolResult: undefined as string | undefined,
    newToolResults: [] as string[],
    lastMessage: '',
    firstMessage: '',
  };
  let userSpoke = false;
  for (const message of prompt.messages) {
    if (message.role === 'system') continue;
    if (message.role === 'assistant') {
      yield { ...view };
      view.assistantTurns += 1;
      view.newToolResults = [];
    }
    view.lastMessage = textOf(message);
    for (const part of message.parts) {
      if (part.type !== 'tool-result') continue;
      view.toolResults += 1;
      view.lastToolResult = part.text;
      view.newToolResults.push(part.text);
    }
    if (message.role === 'user' && !userSpoke) {
      userSpoke = true;
      view.firstMessage = view.lastMessage;
    }
  }
  yield { ...view, messages: prompt.messages };
}

/** What is known of a request that was not read. */
export const unreadView = (model: string): PromptView => ({
  model,
  messages: [],
  assistantTurns: 0,
  toolResults: 0,
  lastToolResult: undefined,
  newToolResults: [],
  lastMessage: '',
  firstMessage: '',
});
