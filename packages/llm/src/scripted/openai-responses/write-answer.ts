import type { JsonValue } from '@capstan/protocol';

import type { Answer, AnswerPart } from '../answer/answer.ts';
import { chunkText } from '../answer/chunk-text.ts';
import { namedEvent } from '../wire/server-sent-event.ts';
import type { Frame, RequestFacts } from '../wire/wire-protocol.ts';
import { incompleteReason, outputItem, responseObject, textContent } from './response-object.ts';

export const writeBody = (answer: Answer, facts: RequestFacts): string =>
  JSON.stringify(finished(answer, facts));

export function writeFrames(answer: Answer, facts: RequestFacts, chunk: number): Frame[] {
  const frames: Frame[] = [];
  const send: Send = (of, type, fields) => {
    frames.push({ of, text: namedEvent({ type, sequence_number: frames.length, ...fields }) });
  };
  const begun = responseObject(answer, { status: 'in_progress', output: [] });
  send('start', 'response.created', { response: begun });
  send('start', 'response.in_progress', { response: begun });
  for (const [index, part] of answer.parts.entries()) writeItem(part, index, facts, chunk, send);
  const done = finished(answer, facts);
  send('end', `response.${done.status}`, { response: done });
  return frames;
}

type Send = (of: Frame['of'], type: string, fields: { [key: string]: JsonValue }) => void;

function finished(answer: Answer, facts: RequestFacts) {
  const reason = incompleteReason(answer);
  const status = reason === undefined ? 'completed' : 'incomplete';
  const output = answer.parts.map((part) => outputItem(part, facts));
  const whole = responseObject(answer, {
    status,
    output,
    usage: answer.usage,
    ...(reason === undefined ? {} : { reason }),
  });
  return { ...whole, status };
}

/** One item of the output: added, its deltas, done. */
function writeItem(part: AnswerPart, index: number, facts: RequestFacts, chunk: number, send: Send): void {
  const item = outputItem(part, facts);
  const at = { item_id: part.itemId, output_index: index };
  switch (part.type) {
    case 'reasoning': {
      send('reasoning', 'response.output_item.added', {
        output_index: index,
        item: { ...item, summary: [] },
      });
      if (part.text !== '') {
        const here = { ...at, summary_index: 0 };
        const summary = { type: 'summary_text', text: part.text };
        const kind = 'response.reasoning_summary';
        send('reasoning', `${kind}_part.added`, { ...here, part: { ...summary, text: '' } });
        for (const delta of chunkText(part.text, chunk))
          send('reasoning', `${kind}_text.delta`, { ...here, delta });
        send('reasoning', `${kind}_text.done`, { ...here, text: part.text });
        send('reasoning', `${kind}_part.done`, { ...here, part: summary });
      }
      break;
    }
    case 'text': {
      const here = { ...at, content_index: 0 };
      const opening = { ...item, status: 'in_progress', content: [] };
      send('text', 'response.output_item.added', { output_index: index, item: opening });
      send('text', 'response.content_part.added', { ...here, part: textContent('') });
      for (const delta of chunkText(part.text, chunk)) {
        send('text', 'response.output_text.delta', { ...here, delta, logprobs: [] });
      }
      send('text', 'response.output_text.done', { ...here, text: part.text, logprobs: [] });
      send('text', 'response.content_part.done', { ...here, part: textContent(part.text) });
      break;
    }
    case 'tool-call': {
      const opening = { ...item, status: 'in_progress', arguments: '' };
      send('tool-call', 'response.output_item.added', { output_index: index, item: opening });
      for (const delta of chunkText(part.arguments, chunk)) {
        send('tool-call', 'response.function_call_arguments.delta', { ...at, delta });
      }
      send('tool-call', 'response.function_call_arguments.done', { ...at, arguments: part.arguments });
      break;
    }
  }
  send(part.type, 'response.output_item.done', { output_index: index, item });
}
