import {
  agentStateChanged,
  messageAction,
  messageOf,
  parseEvent,
  responseStub,
  toResponseRecord,
  type ActionDraft,
  type AgentState,
  type AssistantPart,
  type Event,
  type EventDraft,
  type EventSource,
  type JsonObject,
  type LlmMetrics,
  type ModelResponse,
  type ObservationDraft,
} from '@capstan/protocol';

export interface Answer {
  /** What the agent says with its calls. */
  words?: string;
  reasoning?: string;
  input?: number;
  output?: number;
  cached?: number;
  /** Default by the tokens; null for a price that is not known. */
  usd?: number | null;
  /** How long the model takes. */
  seconds?: number;
}

export interface Deed {
  action: ActionDraft;
  /** What comes of it; left out while it runs. */
  result?: ObservationDraft;
  /** How long it takes. */
  seconds?: number;
}

const MODEL = 'anthropic/claude-example';
const WINDOW = 200_000;

/** Writes logs as agents and servers do, for kinds of events that nothing makes yet and for cases that are rare. */
export class LogWriter {
  readonly events: Event[] = [];
  #time = Date.UTC(2026, 0, 1, 9);
  #answers = 0;
  #usd = 0;
  #input = 2_400;

  /** Lets time pass. */
  pass(seconds: number): this {
    this.#time += seconds * 1000;
    return this;
  }

  say(content: string, extra: { image_urls?: string[]; file_urls?: string[] } = {}): number {
    return this.add(messageAction({ content, ...extra }), 'user');
  }

  state(state: AgentState, reason = ''): number {
    return this.add(agentStateChanged(state, reason), 'environment');
  }

  /** One answer of the model with its calls, each carried out before the next. Gives the ids of the actions. */
  step(answer: Answer, deeds: readonly Deed[]): number[] {
    const seen_through = this.events.length;
    this.pass(answer.seconds ?? 3);
    const calls = deeds.map((_deed, index) => `call-${this.#answers + 1}-${index + 1}`);
    const response = this.#respond(answer, deeds, calls);
    const record = toResponseRecord(response);
    return deeds.map(({ action, result, seconds = 1 }, index) => {
      const metadata = {
        function_name: action.action,
        tool_call_id: calls[index] ?? '',
        model_response: index === 0 ? record : responseStub(record),
        total_calls_in_response: deeds.length,
      };
      const first = index === 0 ? { seen_through } : {};
      const said = index === 0 ? withThought(action, answer.words ?? '') : action;
      const id = this.add(
        { ...said, tool_call_metadata: metadata, llm_metrics: this.#metrics(), ...first },
        'agent',
      );
      if (result === undefined) return id;
      this.pass(seconds);
      const stub = { ...metadata, model_response: responseStub(record) };
      this.add({ ...result, tool_call_metadata: stub, cause: id }, 'agent');
      return id;
    });
  }

  /** An answer without calls. */
  reply(words: string, answer: Omit<Answer, 'words'> = {}): number {
    const seen_through = this.events.length;
    this.pass(answer.seconds ?? 3);
    const record = toResponseRecord(this.#respond({ ...answer, words }, [], []));
    const draft = messageAction({ content: words, wait_for_response: true });
    const attached = { model_response: record, llm_metrics: this.#metrics(), seen_through };
    return this.add({ ...draft, ...attached }, 'agent');
  }

  /** Appends a draft as the stream does. Gives its id. */
  add(draft: EventDraft, source: EventSource): number {
    this.pass(0.2);
    const id = this.events.length;
    const timestamp = new Date(this.#time).toISOString();
    return this.#push(parseEvent({ id, timestamp, source, message: messageOf(draft), ...draft }));
  }

  /** Appends what no version of today can read. */
  addUnknown(wire: JsonObject): number {
    this.pass(0.2);
    const stamp = { id: this.events.length, timestamp: new Date(this.#time).toISOString() };
    return this.#push(parseEvent({ ...stamp, source: 'agent', message: '', ...wire }));
  }

  #push(event: Event): number {
    this.events.push(event);
    return event.id;
  }

  #respond(answer: Answer, deeds: readonly Deed[], calls: readonly string[]): ModelResponse {
    const { words = '', reasoning = '', seconds = 3 } = answer;
    this.#answers += 1;
    const input = answer.input ?? this.#input;
    const output = answer.output ?? 40 + Math.ceil((words.length + reasoning.length) / 4) + 60 * deeds.length;
    const cached = answer.cached ?? Math.floor(input * 0.8);
    this.#input = input + output + 350 * deeds.length;
    const known = ((input - cached) * 3 + cached * 0.3 + output * 15) / 1_000_000;
    const usd = answer.usd === undefined ? known : answer.usd;
    this.#usd += usd ?? 0;
    const content: AssistantPart[] = [
      ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
      ...(words === '' ? [] : [{ type: 'text' as const, text: words }]),
      ...deeds.map(({ action }, index) => ({
        type: 'tool-call' as const,
        toolCallId: calls[index] ?? '',
        toolName: action.action,
        arguments: JSON.stringify(action.args),
      })),
    ];
    return {
      id: `answer-${this.#answers}`,
      model: MODEL,
      createdAt: new Date(this.#time).toISOString(),
      content,
      finishReason: deeds.length > 0 ? 'tool-calls' : 'stop',
      usage: { input, output, cacheRead: cached, cacheWrite: 0, reasoning: Math.ceil(reasoning.length / 4) },
      cost: { usd, priceTable: 'example' },
      latencySeconds: seconds,
      firstTokenSeconds: seconds / 4,
    };
  }

  #metrics(): LlmMetrics {
    const usage = { prompt_tokens: 0, completion_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 };
    return {
      accumulated_cost: this.#usd,
      max_budget_per_task: 2,
      accumulated_token_usage: {
        model: MODEL,
        ...usage,
        context_window: WINDOW,
        per_turn_token: this.#input,
        response_id: '',
      },
      costs: [],
      response_latencies: [],
      token_usages: [],
    };
  }
}

function withThought(action: ActionDraft, words: string): ActionDraft {
  if (words === '' || !('thought' in action.args)) return action;
  // The spread of a union widens its args; each kind keeps its own here.
  return { ...action, args: { ...action.args, thought: words } } as ActionDraft;
}
