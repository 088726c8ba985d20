import type { TokenUsage } from '@capstan/protocol';

import type { PromptView } from '../prompt/prompt-view.ts';
import { fillText, fillValue } from '../script/template.ts';
import type { Turn, Usage } from '../script/turn.ts';
import type { Answer, AnswerPart } from './answer.ts';

export interface AnswerContext {
  view: PromptView;
  /** Unique in the server. */
  id: string;
  /** Number of the answer in its conversation, from 1: ids of calls are made from it. */
  number: number;
  createdSeconds: number;
  /** Prefix of the ids of tool calls, by protocol. */
  callPrefix: string;
  /** Whether an id stands in the request already. */
  taken: (id: string) => boolean;
  /** Length of the request, from which the input tokens are estimated. */
  requestBytes: number;
  defaultUsage: Usage | undefined;
  /** Replaces the text, for the fault `huge`. */
  hugeBytes: number | undefined;
  /** Leaves everything out, for the fault `empty`. */
  empty: boolean;
}

/** What a turn says to one request. @throws TemplateError when a template finds nothing. */
export function makeAnswer(turn: Turn, context: AnswerContext): Answer {
  const parts = context.empty ? [] : makeParts(turn, context);
  const calls = parts.some((part) => part.type === 'tool-call');
  return {
    id: context.id,
    model: context.view.model,
    createdSeconds: context.createdSeconds,
    parts,
    finish: turn.finishReason ?? (calls ? 'tool-calls' : 'stop'),
    usage: makeUsage(turn.usage ?? context.defaultUsage ?? {}, parts, context.requestBytes),
    empty: context.empty,
  };
}

function makeParts(turn: Turn, context: AnswerContext): AnswerPart[] {
  const { view, number, hugeBytes } = context;
  const parts: AnswerPart[] = [];
  if (turn.reasoning !== undefined) {
    const { text, signature, redacted } = turn.reasoning;
    parts.push({
      type: 'reasoning',
      itemId: `rs_${number}`,
      text: fillText(text, view, number),
      // Gemini's signatures are bytes in base64, so the made-up one is too.
      signature: signature ?? Buffer.from(`thought ${number} of the script`).toString('base64'),
      redacted,
    });
  }
  const text = hugeBytes === undefined ? turn.text : 'x'.repeat(hugeBytes);
  if (text !== undefined && text !== '') {
    parts.push({ type: 'text', itemId: `msg_${number}`, text: fillText(text, view, number) });
  }
  for (const [index, call] of (turn.toolCalls ?? []).entries()) {
    parts.push({
      type: 'tool-call',
      itemId: `fc_${number}_${index + 1}`,
      id: call.id ?? freeId(`${context.callPrefix}${number}_${index + 1}`, context.taken),
      name: call.name,
      arguments:
        call.rawArguments === undefined
          ? JSON.stringify(fillValue(call.arguments ?? {}, view, number))
          : fillText(call.rawArguments, view, number),
    });
  }
  return parts;
}

/** A history that was shortened can hold later ids than its length tells. */
function freeId(id: string, taken: (id: string) => boolean): string {
  let free = id;
  for (let again = 2; taken(free); again += 1) free = `${id}_${again}`;
  return free;
}

/** Four characters are taken for one token. */
const CHARACTERS_PER_TOKEN = 4;

function makeUsage(given: Usage, parts: AnswerPart[], requestBytes: number): TokenUsage {
  const tokens = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);
  let thought = 0;
  let said = 0;
  for (const part of parts) {
    if (part.type === 'reasoning') thought += part.text.length;
    else said += part.type === 'text' ? part.text.length : part.name.length + part.arguments.length;
  }
  const reasoning = given.reasoning ?? tokens(thought);
  const cacheRead = given.cacheRead ?? 0;
  const cacheWrite = given.cacheWrite ?? 0;
  return {
    input: given.input ?? Math.max(tokens(requestBytes), cacheRead + cacheWrite),
    output: given.output ?? reasoning + tokens(said),
    cacheRead,
    cacheWrite,
    reasoning,
  };
}
