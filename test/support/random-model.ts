import {
  CapstanError,
  type AssistantPart,
  type CompleteOptions,
  type Model,
  type ModelMessage,
  type ModelRequest,
  type ModelResponse,
} from '@capstan/protocol';
import type { Chance } from './seeded-chance.ts';

const FAILURES = {
  none: 90,
  model_rate_limited: 5,
  model_context_overflow: 3,
  model_bad_request: 2,
} as const;

const CALLS = { bash: 55, think: 10, unknown: 7, torn: 8, tasks: 8, finish: 12 } as const;

/** Answers by chance: words, good and bad calls, failures, sooner or later. It checks each prompt. */
export class RandomModel implements Model {
  readonly id = 'random/model';
  readonly capabilities = {
    contextTokens: null,
    maxOutputTokens: null,
    vision: false,
    toolCalls: true,
    reasoning: false,
    promptCache: false,
  };
  /** What was wrong with prompts. Kept, because the controller would take a throw for a failed step. */
  readonly promptFaults: string[] = [];
  /** What the person said, as far as it was in a prompt. */
  readonly heard = new Set<string>();
  readonly #chance: Chance;
  #answers = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  async complete({ messages }: ModelRequest, { signal }: CompleteOptions): Promise<ModelResponse> {
    this.promptFaults.push(...faultsOfPrompt(messages));
    for (const message of messages) {
      const parts = message.role === 'user' ? message.content : [];
      for (const part of parts) if (part.type === 'text') this.heard.add(part.text);
    }
    await this.#chance.turns(4, { signal });
    if (signal.aborted) throw new CapstanError('cancelled', 'interrupted');
    const failure = this.#chance.pick(FAILURES);
    if (failure !== 'none') throw new CapstanError(failure, 'by chance');
    return this.#answer();
  }

  #answer(): ModelResponse {
    const id = `answer-${this.#answers++}`;
    const words: AssistantPart[] =
      this.#chance.roll() < 0.5 ? [{ type: 'text', text: `words of ${id}` }] : [];
    const calls = Array.from({ length: this.#chance.below(4) }, (_, index) => this.#call(`${id}.${index}`));
    return {
      id,
      model: this.id,
      createdAt: '2026-01-01T00:00:00.000Z',
      content: [...words, ...calls],
      finishReason: calls.length === 0 ? 'stop' : 'tool-calls',
      usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
      cost: { usd: 0, priceTable: 'none' },
      latencySeconds: 0,
      firstTokenSeconds: null,
    };
  }

  /** No two commands are the same, so that one that ran twice is seen. */
  #call(toolCallId: string): AssistantPart {
    const call = (toolName: string, input: object | string): AssistantPart => ({
      type: 'tool-call',
      toolCallId,
      toolName,
      arguments: typeof input === 'string' ? input : JSON.stringify(input),
    });
    switch (this.#chance.pick(CALLS)) {
      case 'bash': {
        const security_risk = this.#chance.pick({ LOW: 1, HIGH: 1 });
        return call('execute_bash', { command: `do ${toolCallId}`, security_risk });
      }
      case 'think':
        return call('think', { thought: 'hm' });
      case 'unknown':
        return call('fly', {});
      case 'torn':
        return call('execute_bash', '{"command');
      case 'tasks':
        return call('task_tracker', { command: 'view' });
      case 'finish':
        return call('finish', { message: 'done' });
    }
  }
}

/** What a provider would refuse: calls whose results do not follow at once, one each and in order. */
export function pairingFaults(messages: readonly ModelMessage[]): string[] {
  const faults: string[] = [];
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      const expected = open.shift();
      if (message.toolCallId !== expected) {
        faults.push(`the result of ${message.toolCallId} where that of ${expected ?? 'nothing'} belongs`);
      }
      continue;
    }
    if (open.length > 0) faults.push(`no result of ${open.join(', ')}`);
    const parts = message.role === 'assistant' ? message.content : [];
    open = parts.flatMap((part) => (part.type === 'tool-call' ? [part.toolCallId] : []));
  }
  if (open.length > 0) faults.push(`no result of ${open.join(', ')}`);
  return faults;
}

function faultsOfPrompt(messages: readonly ModelMessage[]): string[] {
  const faults = pairingFaults(messages);
  if (messages[0]?.role !== 'system') faults.push('the prompt does not begin with the system message');
  if (messages.at(-1)?.role === 'assistant') faults.push("the prompt ends with the model's own words");
  return faults;
}
