import { setTimeout } from 'node:timers/promises';
import {
  CapstanError,
  type AssistantPart,
  type CompleteOptions,
  type Model,
  type ModelDelta,
  type ModelMessage,
  type ModelRequest,
  type ModelResponse,
} from '@capstan/protocol';
import { DEMO_MODEL, DEMO_OVER, demoTurns, type DemoTurn } from './demo-turns.ts';

/** As quick as a quick model, so that a person can follow. */
const PACE = { characters: 12, waitMilliseconds: 15 };
/** As a rule of thumb, for what clients show. */
const CHARACTERS_PER_TOKEN = 4;
const CALL_ID = /^demo-(\d+)-\d+$/;

/** A model that follows the script of the demo, in this process and at no cost. Where it is stands in the conversation alone. */
export function demoModel({ workspace }: { workspace: string }): Model {
  return {
    id: DEMO_MODEL,
    capabilities: {
      contextTokens: null,
      maxOutputTokens: null,
      vision: false,
      toolCalls: true,
      reasoning: true,
      promptCache: false,
    },
    complete: async (request, options) => {
      const turns = demoTurns(workspace, lastResult(request.messages));
      const number = request.tools.length === 0 ? turns.length : turnsTaken(request.messages);
      return answer(request, partsOf(turns[number], number), options);
    },
  };
}

/** How many turns of the script the conversation holds: by the ids of its calls, since a view may lack the oldest. */
function turnsTaken(messages: readonly ModelMessage[]): number {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? message.content : []));
  const numbers = calls.map((part) =>
    part.type === 'tool-call' ? Number(CALL_ID.exec(part.toolCallId)?.[1] ?? -1) : -1,
  );
  return Math.max(-1, ...numbers) + 1;
}

function lastResult(messages: readonly ModelMessage[]): string {
  const last = messages.findLast((message) => message.role === 'tool');
  return last?.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n') ?? '';
}

function partsOf(turn: DemoTurn | undefined, number: number): AssistantPart[] {
  if (turn === undefined) return [{ type: 'text', text: DEMO_OVER }];
  return [
    ...(turn.reasoning === undefined ? [] : [{ type: 'reasoning' as const, text: turn.reasoning }]),
    ...(turn.text === undefined ? [] : [{ type: 'text' as const, text: turn.text }]),
    ...turn.toolCalls.map(({ name, arguments: args }, index) => ({
      type: 'tool-call' as const,
      toolCallId: `demo-${number}-${index}`,
      toolName: name,
      arguments: JSON.stringify(args),
    })),
  ];
}

async function answer(
  { messages }: ModelRequest,
  content: AssistantPart[],
  { signal, onDelta }: CompleteOptions,
): Promise<ModelResponse> {
  const begun = performance.now();
  const createdAt = new Date().toISOString();
  const seconds = (): number => (performance.now() - begun) / 1000;
  let firstTokenSeconds: number | null = null;
  for (const part of content) {
    for (const delta of deltasOf(part)) {
      await pause(signal);
      firstTokenSeconds ??= seconds();
      onDelta?.(delta);
    }
  }
  return {
    id: `demo-${crypto.randomUUID()}`,
    model: DEMO_MODEL,
    createdAt,
    content,
    finishReason: content.some(({ type }) => type === 'tool-call') ? 'tool-calls' : 'stop',
    usage: {
      input: tokensOf(messages),
      output: tokensOf(content),
      cacheRead: 0,
      cacheWrite: 0,
      reasoning: 0,
    },
    cost: { usd: 0, priceTable: 'demo' },
    latencySeconds: seconds(),
    firstTokenSeconds,
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(PACE.waitMilliseconds, undefined, { signal });
  } catch (error) {
    throw new CapstanError('cancelled', 'cancelled while the model answered', { cause: error });
  }
}

function* deltasOf(part: AssistantPart): Generator<ModelDelta> {
  const text = part.type === 'tool-call' ? part.arguments : part.text;
  for (let start = 0; start < text.length; start += PACE.characters) {
    const piece = text.slice(start, start + PACE.characters);
    if (part.type !== 'tool-call') yield { type: part.type, text: piece };
    else {
      const { toolCallId, toolName } = part;
      yield { type: 'tool-call', toolCallId, toolName, argumentsDelta: piece };
    }
  }
}

const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value).length / CHARACTERS_PER_TOKEN);
