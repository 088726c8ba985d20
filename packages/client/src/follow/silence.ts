import { ConnectionFailure } from './connection-failure.ts';

/** Notices when nothing is heard for too long. Only counts while somebody listens. */
export class Silence {
  readonly #milliseconds: number;
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1_000;
  }

  /** Aborted when it has been silent for too long, with a `ConnectionFailure` as the reason. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Counts from now on. */
  begin(): void {
    clearTimeout(this.#timer);
    const failure = new ConnectionFailure('Nothing was heard of the server for too long');
    this.#timer = setTimeout(() => this.#abort.abort(failure), this.#milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
