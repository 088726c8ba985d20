import type { TerminalMoment } from '../../../screen/index.ts';
import { feed, NOTHING_FED } from '../terminal-feed.ts';
import { TerminalScreen } from '../xterm/terminal-screen.ts';

/** The agent's terminal as it is drawn; it can only be looked at. */
export class AgentScreen implements Disposable {
  readonly screen: TerminalScreen;
  #fed = NOTHING_FED;

  constructor({ screenReader }: { screenReader: boolean }) {
    this.screen = new TerminalScreen({ label: 'Terminal of the agent', screenReader });
  }

  /** Goes to a moment. `liveOutput` is what its last command has written so far. */
  go(moment: TerminalMoment, liveOutput: string): void {
    const next = feed(this.#fed, moment, liveOutput);
    this.#fed = next.fed;
    if (next.fresh) this.screen.replace(next.text);
    else if (next.text !== '') void this.screen.write(next.text);
  }

  [Symbol.dispose](): void {
    this.screen[Symbol.dispose]();
  }
}
