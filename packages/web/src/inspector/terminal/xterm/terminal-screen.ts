import '@xterm/xterm/css/xterm.css';
import './terminal-screen.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { styleNonce } from '../../../app/style-nonce.ts';
import { drawStylesByScript } from './inline-styles.ts';
import { openLink } from './open-link.ts';
import { onThemeChange, terminalColours } from './terminal-colours.ts';
import { scrollByTouch } from './touch-scroll.ts';
import { withStyleNonce } from './with-style-nonce.ts';

export interface TerminalScreenOptions {
  /** Its name for assistive technology. */
  label: string;
  /** What is typed; without it nothing can be. */
  onType?: (keys: string | Uint8Array<ArrayBuffer>) => void;
  onResize?: (size: { columns: number; rows: number }) => void;
  /** Asked before a key is taken; true leaves it to the page. */
  leaves?: (event: KeyboardEvent) => boolean;
  screenReader?: boolean;
}

const FONT = "'JetBrains Mono Variable', ui-monospace, monospace";
const FONT_SIZE = 12.5;
const SCROLLBACK_LINES = 5_000;
/** Below this a place is not seen, or on its way. Pixels. */
const LEAST_WIDTH = 40;
/** Titles, clipboards and colours of the terminal itself: what a program may not change of the page. */
const IGNORED_OSC = [0, 1, 2, 4, 10, 11, 12, 52, 104, 110, 111, 112];
/** Clears everything, what scrolled out of sight too. */
const CLEAR = '\u001bc';

/** A terminal of the page. It may be shown in one place after another, and is kept between them. */
export class TerminalScreen implements Disposable {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #element = document.createElement('div');
  /** Without a padding: what fits is measured by it. */
  readonly #inner = document.createElement('div');
  readonly #unwatch: () => void;
  readonly #fitted = Promise.withResolvers<void>();
  #isOpen = false;

  constructor({ label, onType, onResize, leaves, screenReader = false }: TerminalScreenOptions) {
    const terminal = new Terminal({
      fontFamily: FONT,
      fontSize: FONT_SIZE,
      lineHeight: 1.3,
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: 4.5,
      drawBoldTextInBrightColors: false,
      cursorInactiveStyle: onType === undefined ? 'none' : 'outline',
      cursorBlink: false,
      disableStdin: onType === undefined,
      screenReaderMode: screenReader,
      linkHandler: { activate: (_event, address) => openLink(address), allowNonHttpProtocols: false },
      ...(onType === undefined && { cursorStyle: 'bar', cursorWidth: 1 }),
    });
    this.#terminal = terminal;
    this.#element.className = 'terminal-screen';
    this.#element.append(this.#inner);
    scrollByTouch(
      this.#inner,
      () => this.#inner.clientHeight / terminal.rows,
      (lines) => terminal.scrollLines(lines),
    );
    terminal.loadAddon(this.#fit);
    for (const code of IGNORED_OSC) terminal.parser.registerOscHandler(code, () => true);
    if (onType === undefined) terminal.attachCustomKeyEventHandler(() => false);
    else {
      terminal.attachCustomKeyEventHandler((event) => leaves?.(event) !== true);
      terminal.onData(onType);
      terminal.onBinary((bytes) => onType(Uint8Array.from(bytes, (character) => character.charCodeAt(0))));
    }
    if (onResize !== undefined) terminal.onResize(({ cols, rows }) => onResize({ columns: cols, rows }));
    this.#unwatch = onThemeChange(() => this.#colour());
    this.#element.setAttribute('role', 'group');
    this.#element.setAttribute('aria-label', label);
  }

  /** Resolves when it is as large as the place where it is first shown. */
  get fitted(): Promise<void> {
    return this.#fitted.promise;
  }

  get size(): { columns: number; rows: number } {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  /** Shows it in this place, as large as that is. Returns the way to take it out again. */
  show(place: HTMLElement): () => void {
    place.append(this.#element);
    const observer = new ResizeObserver(() => this.#fitIn());
    let shown = true;
    void fontReady().then(() => {
      if (!shown) return;
      if (!this.#isOpen) this.#open();
      this.#colour();
      observer.observe(place);
    });
    return () => {
      shown = false;
      observer.disconnect();
      this.#element.remove();
    };
  }

  /** Resolves when it is drawn as far as that. */
  write(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(data, resolve));
  }

  /** Begins anew with this. */
  replace(text: string): void {
    this.#terminal.write(CLEAR + text);
  }

  /** Leaves the other screen, takes back what a program left behind, and hides the cursor. */
  async rest(): Promise<void> {
    await this.write('\u001b[?1047l\u001b[!p\u001b[0m\u001b[?25l');
    if (this.#terminal.buffer.active.cursorX > 0) await this.write('\r\n');
  }

  focus(): void {
    this.#terminal.focus();
  }

  get selection(): string {
    return this.#terminal.getSelection();
  }

  clearSelection(): void {
    this.#terminal.clearSelection();
  }

  scroll(lines: number): void {
    this.#terminal.scrollLines(lines);
  }

  scrollTo(end: 'top' | 'bottom'): void {
    if (end === 'top') this.#terminal.scrollToTop();
    else this.#terminal.scrollToBottom();
  }

  setScreenReader(on: boolean): void {
    this.#terminal.options.screenReaderMode = on;
  }

  [Symbol.dispose](): void {
    this.#unwatch();
    this.#element.remove();
    this.#terminal.dispose();
  }

  #open(): void {
    this.#isOpen = true;
    withStyleNonce(styleNonce(), () => this.#terminal.open(this.#inner));
    drawStylesByScript(this.#terminal);
    const input = this.#terminal.textarea;
    // Where nothing can be typed, the place around it takes the focus and scrolls.
    if (input !== undefined && this.#terminal.options.disableStdin === true) {
      input.tabIndex = -1;
      input.disabled = true;
    }
  }

  /** A place that is not seen has no size. */
  #fitIn(): void {
    const size = this.#fit.proposeDimensions();
    if (size === undefined || Number.isNaN(size.cols) || this.#inner.clientWidth < LEAST_WIDTH) return;
    this.#fit.fit();
    this.#fitted.resolve();
  }

  #colour(): void {
    if (!this.#element.isConnected) return;
    this.#terminal.options.theme = terminalColours(this.#element);
  }
}

/** Characters are measured once, so the font has to be there. Where it cannot be had, another one is measured. */
async function fontReady(): Promise<void> {
  await Promise.allSettled(
    ['', 'bold '].map((weight) => document.fonts.load(`${weight}${FONT_SIZE}px ${FONT}`)),
  );
}
