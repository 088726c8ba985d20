import type { Event } from '@capstan/protocol';
import type { RunSummary } from '../run/run-summary.ts';

/** What a person or a program sees of a run while it goes on. */
export interface Progress {
  /** Before anything else. */
  onStart(start: RunStart): void;
  /** An event of the log, once each, in order. */
  onEvent(event: Event): void;
  /** What is going on right now; never stored. */
  onLive(live: LiveUpdate): void;
  /** The end of the run. */
  onEnd(summary: RunSummary): void;
}

/** What a run is about to work with. */
export interface RunStart {
  conversationId: string;
  model: string | null;
  workspace: string;
  runtime: string;
}

export type LiveUpdate =
  | { type: 'words'; text: string }
  | { type: 'output'; text: string }
  | { type: 'retry'; reason: string; waitSeconds: number };
