import type { Cost, ModelResponse, TokenUsage } from '@capstan/protocol';

/** One answered call, as far as the bill is concerned. */
export interface CallUsage {
  /** The call id: the same id is counted once, however often it is told. */
  id: string;
  model: string;
  usage: TokenUsage;
  cost: Cost;
}

export interface UsageTotals {
  calls: number;
  usage: TokenUsage;
  /** US dollars of the calls whose price is known. */
  knownUsd: number;
  /** How many calls have no known price: with one of these the true cost is higher than `knownUsd`. */
  callsOfUnknownPrice: number;
}

const zero = (): UsageTotals => ({
  calls: 0,
  usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
  knownUsd: 0,
  callsOfUnknownPrice: 0,
});

/** Adds up what calls used and cost, over all models and by model. */
export class UsageLedger {
  readonly #ids = new Set<string>();
  readonly #byModel = new Map<string, UsageTotals>();
  readonly #total = zero();
  #last: CallUsage | undefined;

  /** Returns false, and changes nothing, if this call was counted before. */
  add(call: CallUsage | ModelResponse): boolean {
    if (this.#ids.has(call.id)) return false;
    this.#ids.add(call.id);
    const ofModel = this.#byModel.get(call.model) ?? zero();
    this.#byModel.set(call.model, ofModel);
    count(ofModel, call);
    count(this.#total, call);
    this.#last = { id: call.id, model: call.model, usage: call.usage, cost: call.cost };
    return true;
  }

  /** The call that was counted last. */
  get last(): CallUsage | undefined {
    return this.#last;
  }

  total(): UsageTotals {
    return structuredClone(this.#total);
  }

  byModel(): ReadonlyMap<string, UsageTotals> {
    return structuredClone(this.#byModel);
  }
}

function count(totals: UsageTotals, { usage, cost }: CallUsage): void {
  totals.calls++;
  totals.usage.input += usage.input;
  totals.usage.output += usage.output;
  totals.usage.cacheRead += usage.cacheRead;
  totals.usage.cacheWrite += usage.cacheWrite;
  totals.usage.reasoning += usage.reasoning;
  if (cost.usd === null) totals.callsOfUnknownPrice++;
  else totals.knownUsd += cost.usd;
}
