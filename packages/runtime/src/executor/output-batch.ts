const INTERVAL_MILLISECONDS = 20;
const MAX_CHARACTERS = 16 * 1024;

/**
 * Gathers live output and passes it on at most 50 times a second and at most 16 K characters at a time;
 * of more than that only the last is shown. The first piece goes out at once.
 */
export class OutputBatch {
  readonly #emit: (text: string) => void;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (text: string) => void) {
    this.#emit = emit;
  }

  add(text: string): void {
    this.#text = (this.#text + text).slice(-MAX_CHARACTERS);
    if (this.#timer !== undefined) return;
    this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, INTERVAL_MILLISECONDS);
  }

  /** Passes on what is left; nothing may be added afterwards. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#send();
  }

  #send(): void {
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#emit(text);
  }
}
