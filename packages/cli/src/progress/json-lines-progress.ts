import { serializeEvent, type Event } from '@capstan/protocol';
import type { RunSummary } from '../run/run-summary.ts';
import type { Progress, RunStart } from './progress.ts';

/** One JSON object a line: `{"started": …}`, each event as it stands in the log, then `{"result": …}`. */
export class JsonLinesProgress implements Progress {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  onStart(start: RunStart): void {
    this.#line({ started: start });
  }

  onEvent(event: Event): void {
    this.#line(serializeEvent(event));
  }

  onLive(): void {
    // Programs read the log alone: what is live is not stored, so it is not in it.
  }

  onEnd(summary: RunSummary): void {
    this.#line({ result: summary });
  }

  #line(value: object): void {
    this.#write(`${JSON.stringify(value)}\n`);
  }
}
