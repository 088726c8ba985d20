const INTRODUCER = Buffer.from('\x1b[?');
/** Longest sequence looked at, `ESC [ ? 1049 h` with room for a few more modes in one sequence. */
const MAX_SEQUENCE = 32;
const SWITCHING_MODES = new Set(['47', '1047', '1049']);

/** Follows whether a program has switched the terminal to its alternate screen, as full-screen programs do. */
export class AlternateScreen {
  #active = false;
  #carry: Buffer = Buffer.alloc(0);

  get isActive(): boolean {
    return this.#active;
  }

  push(chunk: Buffer): void {
    const bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    this.#carry = Buffer.alloc(0);
    let from = 0;
    for (;;) {
      const start = bytes.indexOf(INTRODUCER, from);
      if (start < 0) break;
      const sequence = bytes.toString('latin1', start + INTRODUCER.length, start + MAX_SEQUENCE);
      const match = /^([\d;]*)([^\d;])?/.exec(sequence);
      const final = match?.[2];
      if (final === undefined && start + MAX_SEQUENCE > bytes.length) {
        this.#carry = Buffer.from(bytes.subarray(start));
        return;
      }
      if (
        (final === 'h' || final === 'l') &&
        match?.[1]?.split(';').some((mode) => SWITCHING_MODES.has(mode))
      ) {
        this.#active = final === 'h';
      }
      from = start + INTRODUCER.length;
    }
    // The introducer itself may be cut by the end of the chunk.
    if (bytes.at(-1) === 0x1b) this.#carry = Buffer.from(bytes.subarray(-1));
    else if (bytes.at(-1) === 0x5b && bytes.at(-2) === 0x1b) this.#carry = Buffer.from(bytes.subarray(-2));
  }
}
