import { openTerminal, type OpenTerminal, type TerminalEnd } from '@capstan/client';
import { createStore, type StoreApi } from 'zustand';
import { TerminalScreen } from '../xterm/terminal-screen.ts';
import { useScreenReader } from '../screen-reader.ts';
import { keyTaker } from './shell-keys.ts';

export interface ShellState {
  phase: 'connecting' | 'open' | 'ended';
  /** Why it has ended; null until then. */
  end: TerminalEnd | null;
}

/** What a shell is opened with. Stories bring their own. */
export type OpenShell = typeof openTerminal;

export interface ShellSessionOptions {
  conversationId: string;
  /** From 1; told to people. */
  number: number;
  open?: OpenShell;
}

/** A shell of this page with its terminal. It is kept while the page shows something else. */
export class ShellSession implements Disposable {
  readonly conversationId: string;
  readonly number: number;
  readonly screen: TerminalScreen;
  readonly store: StoreApi<ShellState> = createStore(() => ({ phase: 'connecting', end: null }));
  /** Asked to take the focus when the keys that leave the terminal are pressed. */
  onLeave: () => void = () => undefined;
  readonly #open: OpenShell;
  #terminal: OpenTerminal | undefined;
  #disposed = false;

  constructor({ conversationId, number, open = openTerminal }: ShellSessionOptions) {
    this.number = number;
    this.conversationId = conversationId;
    this.#open = open;
    this.screen = new TerminalScreen({
      label: `Shell ${number}`,
      onType: (keys) => this.#terminal?.write(keys),
      onResize: (size) => this.#terminal?.resize(size),
      leaves: (event) => this.#leaves(event),
      screenReader: useScreenReader.getState().screenReader,
    });
    // The first prompt is drawn once, in the size that it has.
    void this.screen.fitted.then(() => this.#connect());
  }

  /** Opens another shell in the same terminal, below what is written there. */
  restart(): void {
    this.#terminal?.close();
    this.store.setState({ phase: 'connecting', end: null });
    void this.screen.write('\u001b[?25h');
    this.#connect();
    this.screen.focus();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#terminal?.close();
    this.screen[Symbol.dispose]();
  }

  #connect(): void {
    if (this.#disposed) return;
    this.#terminal = this.#open({
      baseUrl: location.origin,
      conversationId: this.conversationId,
      ...this.screen.size,
      onOpen: () => this.store.setState({ phase: 'open' }),
      onOutput: (bytes) => this.screen.write(bytes),
      onEnd: (end) => {
        void this.screen.rest();
        this.store.setState({ phase: 'ended', end });
      },
    });
  }

  #leaves(event: KeyboardEvent): boolean {
    const { selection } = this.screen;
    const taker = keyTaker(event, { hasSelection: selection !== '' });
    if (taker === 'shell') return false;
    if (taker === 'leave') this.onLeave();
    if (taker === 'copy') {
      this.screen.clearSelection();
      void navigator.clipboard.writeText(selection);
    }
    if (taker !== 'page') event.preventDefault();
    return true;
  }
}
