import { oneLine, plainText } from './plain-text.ts';
import { duration } from './event-lines.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** The frame and the blank after it. */
const FRAME_COLUMNS = 2;
const INTERVAL_MS = 80;
/** Under this, work is done before a person would want to be told of it. */
const PATIENCE_MS = 250;

/** What a run is shown on: standard output, whether it is a terminal or not. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** One line at the bottom of a terminal that says what is going on; gone when something is printed. */
export class StatusLine {
  readonly #out: Output;
  #what = '';
  #detail = '';
  #since = 0;
  #frame = 0;
  #shown = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(out: Output) {
    this.#out = out;
  }

  /** Says what is going on from now on. */
  begin(what: string): void {
    this.#what = what;
    this.#detail = '';
    this.#since = performance.now();
    this.#timer ??= setInterval(() => this.#draw(), INTERVAL_MS).unref();
  }

  /** The newest piece of output or words. */
  detail(text: string): void {
    this.#detail = (this.#detail + text).slice(-400);
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.#shown) this.#out.write('\r\x1b[2K');
    this.#shown = false;
  }

  end(): void {
    this.clear();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #draw(): void {
    const elapsed = performance.now() - this.#since;
    if (elapsed < PATIENCE_MS) return;
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const last = plainText(this.#detail).trimEnd().split('\n').at(-1) ?? '';
    // One column is left free: a full line makes some terminals wrap.
    const columns = Math.max(1, (this.#out.columns ?? 80) - FRAME_COLUMNS - 1);
    const words = [`${this.#what} ${duration(elapsed)}`, last.trim()]
      .filter((part) => part !== '')
      .join(' · ');
    this.#out.write(`\r\x1b[2K\x1b[2m${FRAMES[this.#frame] ?? ''} ${oneLine(words, columns)}\x1b[22m`);
    this.#shown = true;
  }
}
