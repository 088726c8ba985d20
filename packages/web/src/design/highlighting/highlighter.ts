import type { HighlightAnswer, HighlightRequest, LineTokens } from './highlighted.ts';
import type { Language } from './languages.ts';

/** What is longer stays plain. */
const MOST_CHARACTERS = 200 * 1024;
const MOST_LINES = 2_000;
/** The first answer waits for the grammars to come. Milliseconds. */
const PATIENCE_MS = 8_000;
const MOST_KEPT = 200;
/** Of those that wait, the oldest are given up: they have most likely been scrolled away. */
const MOST_WAITING = 64;

type Lines = readonly LineTokens[] | null;

interface Job {
  key: string;
  text: string;
  language: Language;
  listeners: Set<(lines: Lines) => void>;
}

/** Works on one text at a time. */
export interface HighlightWorker {
  ask(request: HighlightRequest): void;
  end(): void;
}

export type StartWorker = (
  onAnswer: (answer: HighlightAnswer) => void,
  onFault: () => void,
) => HighlightWorker;

export function canHighlight(text: string): boolean {
  if (text === '' || text.length > MOST_CHARACTERS) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && lines <= MOST_LINES; at = text.indexOf('\n', at + 1))
    lines += 1;
  return lines <= MOST_LINES;
}

/** Highlights one text after the other beside the page. A text on which it hangs stays plain, and costs the others little. */
export class Highlighter {
  readonly #start: StartWorker;
  #worker: HighlightWorker | undefined;
  #nextId = 0;
  #running: { id: number; job: Job; timer: ReturnType<typeof setTimeout> } | undefined;
  readonly #waiting = new Map<string, Job>();
  readonly #kept = new Map<string, Lines>();

  constructor(start: StartWorker) {
    this.#start = start;
  }

  /** What is known already; undefined where it has to be asked for. */
  known(text: string, language: Language): Lines | undefined {
    return this.#kept.get(keyOf(text, language));
  }

  /** Tells the listener when it is done. Returns the way to lose interest. */
  ask(text: string, language: Language, listener: (lines: Lines) => void): () => void {
    const key = keyOf(text, language);
    const running = this.#running?.job.key === key ? this.#running.job : undefined;
    const job = running ?? this.#waiting.get(key) ?? { key, text, language, listeners: new Set() };
    job.listeners.add(listener);
    if (running === undefined) this.#waiting.set(key, job);
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MOST_WAITING && oldest !== undefined) this.#waiting.delete(oldest);
    this.#next();
    return () => {
      job.listeners.delete(listener);
      if (job.listeners.size === 0) this.#waiting.delete(key);
    };
  }

  #next(): void {
    if (this.#running !== undefined) return;
    // What came last is what is looked at now.
    const job = [...this.#waiting.values()].at(-1);
    if (job === undefined) return;
    this.#waiting.delete(job.key);
    const worker = (this.#worker ??= this.#started());
    this.#nextId += 1;
    const timer = setTimeout(() => this.#giveUp(), PATIENCE_MS);
    this.#running = { id: this.#nextId, job, timer };
    const { text, language } = job;
    worker.ask({ id: this.#nextId, text, language });
  }

  #started(): HighlightWorker {
    return this.#start(
      ({ id, lines }) => {
        if (id === this.#running?.id) this.#finish(lines);
      },
      () => this.#giveUp(),
    );
  }

  #giveUp(): void {
    this.#worker?.end();
    this.#worker = undefined;
    this.#finish(null);
  }

  #finish(lines: Lines): void {
    if (this.#running === undefined) return;
    const { job, timer } = this.#running;
    clearTimeout(timer);
    this.#running = undefined;
    this.#kept.set(job.key, lines);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    for (const listener of job.listeners) listener(lines);
    this.#next();
  }
}

const keyOf = (text: string, language: Language): string => `${language}\n${text}`;
