import {
  parseEvent,
  toResponseRecord,
  type Event,
  type JsonObject,
  type ModelResponse,
} from '@capstan/protocol';

const START = Date.UTC(2026, 0, 1);

/** Time of a log, so many seconds after its beginning. */
export const atSecond = (second: number): string => new Date(START + second * 1000).toISOString();

export const answerOf = (
  id: string,
  second: number,
  response: Partial<ModelResponse> = {},
): ModelResponse => ({
  id,
  model: 'scripted/model',
  createdAt: atSecond(second),
  content: [],
  finishReason: 'tool-calls',
  usage: { input: 100, output: 20, cacheRead: 40, cacheWrite: 0, reasoning: 0 },
  cost: { usd: 0.25, priceTable: 'test' },
  latencySeconds: 2,
  firstTokenSeconds: null,
  ...response,
});

/** Writes the events of a log by hand. */
export class LoggedSession {
  readonly events: Event[] = [];

  message(second: number): Event {
    return this.#add(second, { source: 'user', action: 'message', args: { content: 'Please.' } });
  }

  /** A command of a response: the first event of one carries it whole. */
  command(second: number, response: ModelResponse, options: JsonObject = {}): Event {
    const first = !this.events.some(
      (event) => event.opaque === undefined && event.tool_call_metadata?.model_response.id === response.id,
    );
    return this.#add(second, {
      source: 'agent',
      action: 'run',
      args: { command: 'make', ...options },
      tool_call_metadata: {
        function_name: 'execute_bash',
        tool_call_id: `call-${this.events.length}`,
        model_response: first ? toResponseRecord(response) : { id: response.id },
        total_calls_in_response: 2,
      },
    });
  }

  output(second: number, cause: number, exitCode = 0): Event {
    return this.#add(second, {
      source: 'agent',
      observation: 'run',
      cause,
      content: '',
      extras: { command: 'make', metadata: { exit_code: exitCode } },
      success: exitCode === 0,
    });
  }

  aside(second: number, response: ModelResponse): Event {
    return this.#add(second, {
      source: 'environment',
      observation: 'null',
      content: '',
      extras: {},
      side_response: toResponseRecord(response),
    });
  }

  state(second: number, state: string, reason = ''): Event {
    return this.#add(second, {
      source: 'environment',
      observation: 'agent_state_changed',
      content: '',
      extras: { agent_state: state, reason },
    });
  }

  unreadable(second: number): Event {
    return this.#add(second, { source: 'agent', action: 'of-the-future', args: {} });
  }

  #add(second: number, event: JsonObject): Event {
    const read = parseEvent({ id: this.events.length, timestamp: atSecond(second), message: '', ...event });
    this.events.push(read);
    return read;
  }
}
