import type { AgentState, SecurityRisk } from '@capstan/protocol';
import type { ActionEntry, Entry, MessageEntry } from './entry.ts';
import type { TaskItem } from './task-item.ts';

/** An action that the person is asked about. */
export interface Approval {
  entry: ActionEntry;
  risk: SecurityRisk;
  /** Folder of the shell; null when not known yet. */
  directory: string | null;
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
  cacheWriteTokens: number;
  reasoningTokens: number;
  /** Null when the price is not known. */
  usd: number | null;
  latencySeconds: number;
  /** Asked beside the agent, such as for a title. */
  aside: boolean;
  /** Name of the agent that a task was handed to; empty for the conversation's own. */
  agent: string;
}

export interface Bill {
  steps: readonly StepCost[];
  usd: number;
  unpricedCalls: number;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  /** Tokens of the last prompt and its answer: what the next prompt begins with. */
  windowTokens: number;
  /** Tokens that fit; null when not known. */
  windowSize: number | null;
  budgetUsd: number | null;
}

/** A file that the agent has touched. */
export interface TouchedFile {
  path: string;
  /** Whether the agent made it. */
  created: boolean;
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
  /** Messages of the person that the agent has not seen yet, oldest first. */
  queue: readonly MessageEntry[];
  /** Whether the person has said anything yet. */
  hasTask: boolean;
  tasks: readonly TaskItem[];
  approval: Approval | null;
  bill: Bill;
  files: readonly TouchedFile[];
  /** Folder of the shell; null when not known yet. */
  directory: string | null;
  /** When the first and the last event were. */
  startedAt: string | null;
  lastAt: string | null;
}
