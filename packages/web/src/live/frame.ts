/** Longest wait for a page that is not seen: browsers draw no frames of it. Milliseconds. */
const HIDDEN_MS = 250;

/** Runs something once before the next frame, however often it is asked for; also in a page that is not seen. */
export class Frame {
  readonly #run: () => void;
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: () => void) {
    this.#run = run;
  }

  ask(): void {
    if (this.#timer !== undefined) return;
    const run = (): void => {
      this.cancel();
      this.#run();
    };
    this.#frame = requestAnimationFrame(run);
    this.#timer = setTimeout(run, HIDDEN_MS);
  }

  cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }
}
