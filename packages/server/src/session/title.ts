import type { Event } from '@capstan/protocol';

const MODEL_INPUT_CHARS = 1_000;
const MODEL_TITLE_CHARS = 50;
const PLAIN_TITLE_CHARS = 30;

/** The name of a conversation that nobody has named. */
export function defaultTitle(conversationId: string): string {
  return `Conversation ${conversationId.slice(0, 5)}`;
}

/** What to name a conversation after: the first words of the person. Undefined for any other event. */
export function taskOf(event: Event): string | undefined {
  if (event.action !== 'message' || event.source !== 'user') return undefined;
  const text = event.args.content.trim();
  return text === '' ? undefined : text;
}

/** A title without a model. */
export function plainTitle(task: string): string {
  const [line = ''] = task.split('\n');
  const flat = line.replaceAll(/\s+/g, ' ').trim();
  return flat.length > PLAIN_TITLE_CHARS ? `${flat.slice(0, PLAIN_TITLE_CHARS)}...` : flat;
}

/** What a model is asked. */
export function titlePrompt(task: string): string {
  const shown = task.length > MODEL_INPUT_CHARS ? `${task.slice(0, MODEL_INPUT_CHARS)}...(truncated)` : task;
  return `Name this request in at most six words, in its own language. Answer with the name alone.\n\n${shown}`;
}

/** The answer of a model as a title; undefined when it is of no use. */
export function titleFrom(answer: string): string | undefined {
  const [line = ''] = answer.trim().split('\n');
  const title = line.replaceAll(/^["'#*\s]+|["'*.\s]+$/g, '');
  if (title === '') return undefined;
  return title.length > MODEL_TITLE_CHARS ? `${title.slice(0, MODEL_TITLE_CHARS - 3)}...` : title;
}
