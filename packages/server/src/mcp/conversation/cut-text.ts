import { textPart } from './text-part.ts';

export interface CutOptions {
  /** Of the event that the text is of. */
  eventId: number;
  /** Whether the text has the output in it. */
  output: boolean;
  from: number;
  length: number;
}

/** The text of an event, or part of it with a mark that says how read_conversation gives the next part. */
export function cutText(whole: string, { eventId, output, from, length }: CutOptions): string {
  const { text, next } = textPart(whole, from, length);
  if (next === undefined) return text;
  const onward = `after=${eventId - 1}, limit=1, include_output=${output}, text_from=${next}`;
  return `${text}\n[cut at ${next} of ${whole.length} characters; read_conversation goes on with ${onward}]`;
}
