import type { AgentState, SecurityRisk } from '@capstan/protocol';
import type { ActionEntry, Entry } from './entry.ts';

export interface TaskItem {
  id: string;
  title: string;
  status: 'todo' | 'in_progress' | 'done';
  notes: string;
}

/** An action that the person is asked about. */
export interface Approval {
  entry: ActionEntry;
  risk: SecurityRisk;
}

/** One answer of the model. */
export interface StepCost {
  /** Id of the event that carries the answer. */
  id: number;
  at: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  reasoningTokens: number;
  /** Null when the price is not known. */
  usd: number | null;
  latencySeconds: number;
  /** Asked beside the agent, such as for a title. */
  aside: boolean;
}

export interface Bill {
  steps: readonly StepCost[];
  usd: number;
  unpricedCalls: number;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  /** Tokens that the last prompt filled. */
  windowTokens: number;
  /** Tokens that fit; null when not known. */
  windowSize: number | null;
  budgetUsd: number | null;
}

/** A file that the agent has touched. */
export interface TouchedFile {
  path: string;
  added: number;
  removed: number;
  /** Id of the last edit. */
  lastEdit: number;
}

/** Everything on screen that comes from the log, and nothing else. */
export interface ScreenState {
  /** Id of the next event. */
  nextId: number;
  agentState: AgentState;
  /** Why it is in `error`, else empty. */
  reason: string;
  /** When a rate-limited agent goes on. */
  resumeAt: string | null;
  entries: readonly Entry[];
  tasks: readonly TaskItem[];
  approval: Approval | null;
  bill: Bill;
  files: readonly TouchedFile[];
  /** When the first and the last event were. */
  startedAt: string | null;
  lastAt: string | null;
}
