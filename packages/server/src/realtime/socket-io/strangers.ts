import { CapstanError } from '@capstan/protocol';

export interface StrangerLimits {
  perAddress: number;
  /** From everywhere together. */
  all: number;
}

const LIMITS: StrangerLimits = { perAddress: 250, all: 1_000 };

/**
 * Connections that have not joined a conversation. Nobody knows yet whose they are, and they cost memory for as long as
 * they take to say so: there are only so many.
 */
export class Strangers {
  readonly #limits: StrangerLimits;
  readonly #byAddress = new Map<string, number>();
  #all = 0;

  constructor(limits: StrangerLimits = LIMITS) {
    this.#limits = limits;
  }

  /** Why there can be no more from this address; undefined for no reason. */
  refusal(address: string): CapstanError | undefined {
    const { perAddress, all } = this.#limits;
    if (this.#all < all && this.#from(address) < perAddress) return undefined;
    return new CapstanError('too_many_requests', 'Too many connections that have joined no conversation');
  }

  /** Returns the way to take it out again, which may be called more than once. */
  add(address: string): () => void {
    this.#count(address, 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#count(address, -1);
    };
  }

  #count(address: string, more: 1 | -1): void {
    this.#all += more;
    const from = this.#from(address) + more;
    if (from === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, from);
  }

  #from(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }
}
