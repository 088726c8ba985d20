export interface OutletOptions {
  /** Hands text to the transport, which calls `sent` once it has left this process. */
  send: (text: string, sent: () => void) => void;
  /** The client took nothing for `stallSeconds` while it was waited for. */
  onStall: () => void;
  /** Characters under way to the client from which on it is waited for; default 256 Ki. */
  highWater?: number;
  stallSeconds: number;
}

const HIGH_WATER = 256 * 1_024;

/** What is on its way to one client, so that a client that does not read is noticed and not written to without end. */
export class Outlet {
  readonly #options: OutletOptions;
  readonly #highWater: number;
  /** Characters handed over and not sent. */
  #underway = 0;
  #room: PromiseWithResolvers<void> | undefined;
  #stall: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: OutletOptions) {
    this.#options = options;
    this.#highWater = options.highWater ?? HIGH_WATER;
  }

  /** Whether the client is so far behind that it should get nothing that can be left out. */
  get congested(): boolean {
    return this.#underway > this.#highWater;
  }

  /** Writes in any case. A promise if there should be no more before it resolves; it never rejects. */
  write(text: string): Promise<void> | undefined {
    if (this.#closed) return undefined;
    this.#underway += text.length;
    this.#options.send(text, () => this.#sent(text.length));
    return this.room();
  }

  /** Resolves when there is room again; undefined if there is. */
  room(): Promise<void> | undefined {
    if (this.#closed || !this.congested) return undefined;
    if (this.#room === undefined) {
      this.#room = Promise.withResolvers();
      this.#watch();
    }
    return this.#room.promise;
  }

  /** Nothing is written from now on, and nobody waits for it. */
  close(): void {
    this.#closed = true;
    this.#release();
  }

  #sent(length: number): void {
    this.#underway -= length;
    if (this.#room === undefined) return;
    if (this.#underway <= this.#highWater / 2) this.#release();
    else this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#stall);
    this.#stall = setTimeout(this.#options.onStall, this.#options.stallSeconds * 1_000).unref();
  }

  #release(): void {
    clearTimeout(this.#stall);
    this.#room?.resolve();
    this.#room = undefined;
  }
}
