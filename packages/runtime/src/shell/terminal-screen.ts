import type { Terminal } from '@xterm/headless';

/** What a person would see. */
export interface ScreenState {
  /** The lines, right-trimmed, without empty lines at the end. */
  text: string;
  /** Zero-based. */
  cursorRow: number;
  cursorColumn: number;
  columns: number;
  rows: number;
}

/** Bytes kept for a first look; a program that has painted more is drawn along from then on. */
const HELD_BYTES = 1024 * 1024;

/**
 * The terminal as a program painted it. Bytes are only kept until somebody looks, because drawing is far slower
 * than printing; from the first look on, or when too many were kept, they are drawn as they come.
 */
export class TerminalScreen {
  #columns: number;
  #rows: number;
  readonly #answer: (bytes: Buffer) => void;
  #terminal: Terminal | undefined;
  #loading: Promise<void> | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;

  /** `answer` gets what the terminal replies to questions of the program, such as where the cursor is. */
  constructor(columns: number, rows: number, answer: (bytes: Buffer) => void) {
    this.#columns = columns;
    this.#rows = rows;
    this.#answer = answer;
  }

  push(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#terminal) this.#draw();
    else if (this.#heldBytes > HELD_BYTES) {
      // While the emulator loads, the oldest bytes go: a program that paints this fast repaints.
      if (this.#loading) this.#heldBytes -= this.#held.shift()?.length ?? 0;
      else void this.#load();
    }
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#terminal?.resize(columns, rows);
  }

  async render(): Promise<ScreenState> {
    await this.#load();
    const terminal = this.#terminal;
    if (!terminal) throw new Error('The terminal emulator did not load.');
    await new Promise<void>((resolve) => terminal.write('', resolve));
    const buffer = terminal.buffer.active;
    const lines: string[] = [];
    for (let row = 0; row < terminal.rows; row++) {
      lines.push(buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '');
    }
    while (lines.at(-1) === '') lines.pop();
    return {
      text: lines.join('\n'),
      cursorRow: buffer.cursorY,
      cursorColumn: buffer.cursorX,
      columns: terminal.cols,
      rows: terminal.rows,
    };
  }

  dispose(): void {
    this.#terminal?.dispose();
    this.#terminal = undefined;
    this.#held = [];
    this.#heldBytes = 0;
  }

  async #load(): Promise<void> {
    this.#loading ??= this.#create();
    await this.#loading;
  }

  async #create(): Promise<void> {
    const { default: xterm } = await import('@xterm/headless');
    const terminal = new xterm.Terminal({
      cols: this.#columns,
      rows: this.#rows,
      // The terminal device does not add carriage returns.
      convertEol: true,
      allowProposedApi: true,
    });
    this.#terminal = terminal;
    // Questions in what was kept were asked long ago; only later ones are answered.
    await new Promise<void>((resolve) => {
      for (const chunk of this.#held.splice(0)) terminal.write(chunk);
      this.#heldBytes = 0;
      terminal.write('', resolve);
    });
    terminal.onData((text) => this.#answer(Buffer.from(text, 'utf8')));
  }

  #draw(): void {
    for (const chunk of this.#held.splice(0)) this.#terminal?.write(chunk);
    this.#heldBytes = 0;
  }
}
