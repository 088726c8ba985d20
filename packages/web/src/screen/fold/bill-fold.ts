import {
  fromResponseRecord,
  isFullResponse,
  type ActionEvent,
  type ModelResponse,
  type ObservationEvent,
} from '@capstan/protocol';
import type { Bill, StepCost } from '../screen-state.ts';

const EMPTY: Bill = {
  steps: [],
  usd: 0,
  unpricedCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  windowTokens: 0,
  windowSize: null,
  budgetUsd: null,
};

/** What the answers of models cost. Each counts once: it stands in full in one event, or in several that follow each other. */
export class BillFold {
  readonly #steps: StepCost[];
  #bill: Bill;
  #lastResponseId: string;

  private constructor(steps: StepCost[], bill: Bill, lastResponseId: string) {
    this.#steps = steps;
    this.#bill = bill;
    this.#lastResponseId = lastResponseId;
  }

  static empty(): BillFold {
    return new BillFold([], EMPTY, '');
  }

  /** Gives the answer that the event brings, if an agent asked for it: the delegate of that name, or the own one (null). */
  apply(event: ActionEvent | ObservationEvent, agent: string | null): ModelResponse | null {
    this.#noteLimits(event, agent);
    const aside = event.side_response;
    if (aside !== undefined && isFullResponse(aside)) {
      this.#add(fromResponseRecord(aside), event, { agent, aside: true });
      return null;
    }
    const record = event.tool_call_metadata?.model_response ?? event.model_response;
    if (record === undefined || !isFullResponse(record)) return null;
    const response = fromResponseRecord(record);
    if (response.id === this.#lastResponseId) return null;
    this.#lastResponseId = response.id;
    this.#add(response, event, { agent, aside: false });
    return response;
  }

  shown(): Bill {
    if (this.#bill.steps.length !== this.#steps.length) {
      this.#bill = { ...this.#bill, steps: this.#steps.slice() };
    }
    return this.#bill;
  }

  copy(): BillFold {
    return new BillFold(this.#steps.slice(), this.#bill, this.#lastResponseId);
  }

  #add(
    response: ModelResponse,
    event: ActionEvent | ObservationEvent,
    { agent, aside }: { agent: string | null; aside: boolean },
  ): void {
    const { usage, cost } = response;
    this.#steps.push({
      id: event.id,
      at: event.timestamp,
      model: response.model,
      inputTokens: usage.input,
      outputTokens: usage.output,
      cachedTokens: usage.cacheRead,
      cacheWriteTokens: usage.cacheWrite,
      reasoningTokens: usage.reasoning,
      usd: cost.usd,
      latencySeconds: response.latencySeconds,
      aside,
      agent: agent ?? '',
    });
    const bill = this.#bill;
    const isOwn = !aside && agent === null;
    this.#bill = {
      ...bill,
      usd: bill.usd + (cost.usd ?? 0),
      unpricedCalls: bill.unpricedCalls + (cost.usd === null ? 1 : 0),
      inputTokens: bill.inputTokens + usage.input,
      outputTokens: bill.outputTokens + usage.output,
      cachedTokens: bill.cachedTokens + usage.cacheRead,
      // A delegate, and what is asked aside, fill windows of their own.
      windowTokens: isOwn ? usage.input + usage.output : bill.windowTokens,
    };
  }

  #noteLimits({ llm_metrics }: ActionEvent | ObservationEvent, agent: string | null): void {
    if (llm_metrics === undefined) return;
    const size = llm_metrics.accumulated_token_usage.context_window;
    const windowSize = agent === null && size > 0 ? size : this.#bill.windowSize;
    const budgetUsd = llm_metrics.max_budget_per_task;
    if (windowSize === this.#bill.windowSize && budgetUsd === this.#bill.budgetUsd) return;
    this.#bill = { ...this.#bill, windowSize, budgetUsd };
  }
}
