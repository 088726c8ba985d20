import {
  isAction,
  isFullResponse,
  fromResponseRecord,
  isObservation,
  type ActionDraft,
  type AssistantPart,
  type Event,
  type ModelResponse,
  type ToolCallPart,
} from '@capstan/protocol';
import type { Agent, StepContext, StepResult } from '../agent/agent.ts';
import { recordedContent } from './recorded-content.ts';
import type { View } from '../memory/view.ts';

/** What a recorded conversation holds for a replay. */
export interface Recording {
  /** What the person said first. */
  task: string;
  /** The answers of the model, in order. They cost nothing when they are replayed. */
  responses: ModelResponse[];
  /** What the person said later, each with the number of answers that came before. */
  replies: { afterSteps: number; text: string }[];
}

/**
 * Reads the answers of the model out of a trajectory. Actions of the agent without a recorded answer
 * (as other systems write them for plain messages) become answers that say or do the same.
 */
export function recordingOf(events: readonly Event[]): Recording {
  const seen = new Set<string>();
  const responses: ModelResponse[] = [];
  const replies: Recording['replies'] = [];
  let task: string | null = null;
  for (const event of events) {
    if (!isAction(event) && !isObservation(event)) continue;
    const record = event.tool_call_metadata?.model_response ?? event.model_response;
    if (record !== undefined) {
      if (!isFullResponse(record)) continue;
      const response = fromResponseRecord(record);
      if (!seen.has(response.id)) responses.push({ ...response, cost: { usd: 0, priceTable: 'replay' } });
      seen.add(response.id);
    } else if (isAction(event) && event.source === 'user' && event.action === 'message') {
      if (task === null) task = event.args.content;
      else replies.push({ afterSteps: responses.length, text: event.args.content });
    } else if (isAction(event) && event.source === 'agent') {
      const content = recordedContent(event);
      if (content !== null) responses.push(answered(event.id, content, event.timestamp));
    }
  }
  return { task: task ?? '', responses, replies };
}

function answered(id: number, content: AssistantPart, createdAt: string): ModelResponse {
  return {
    id: `replay-${id}`,
    model: 'replay/recorded',
    createdAt,
    content: [content],
    finishReason: content.type === 'tool-call' ? 'tool-calls' : 'stop',
    usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
    cost: { usd: 0, priceTable: 'replay' },
    latencySeconds: 0,
    firstTokenSeconds: null,
  };
}

/**
 * Gives recorded answers first and then asks the agent behind it. The actions run for real: only the
 * model is replaced. Which answer is next is read from the log, so a replay can be resumed.
 */
export class ReplayAgent implements Agent {
  readonly #agent: Agent;
  readonly #responses: readonly ModelResponse[];

  constructor(agent: Agent, responses: readonly ModelResponse[]) {
    this.#agent = agent;
    this.#responses = responses;
  }

  get name(): string {
    return this.#agent.name;
  }

  get version(): string {
    return this.#agent.version;
  }

  get contextTokens(): number | null {
    return this.#agent.contextTokens;
  }

  introduce(): ActionDraft {
    return this.#agent.introduce();
  }

  step(view: View, context: StepContext): Promise<StepResult> {
    const response = this.#responses[context.stepsDone];
    if (response === undefined) return this.#agent.step(view, context);
    return Promise.resolve({ kind: 'response', response });
  }

  condense(view: View): ActionDraft {
    return this.#agent.condense(view);
  }

  toAction(call: ToolCallPart): ActionDraft {
    return this.#agent.toAction(call);
  }
}
