import type { AgentState, JsonObject, SecurityRisk } from '@capstan/protocol';
import type { TaskItem } from './task-item.ts';

/** How far an action has got. `waiting`: the person is asked about it. */
export type Progress = 'waiting' | 'running' | 'done' | 'failed' | 'rejected' | 'interrupted';

interface EntryBase {
  /** Unique on a screen and stable, so it is the key there. One event may begin two: reasoning and what it led to. */
  key: string;
  /** Id of the event that began it. */
  id: number;
  /** When it began, UTC, ISO 8601. */
  at: string;
  source: 'agent' | 'user' | 'environment';
}

/** What every action has. */
interface ActionEntryBase extends EntryBase {
  /** Id of the action that runs: a later one than `id` once the person has answered. Live output names it. */
  actionId: number;
  /** Id of the event that ended it; null while there is none. */
  observationId: number | null;
  progress: Progress;
  /** What the agent said before it, if anything. */
  thought: string;
  risk: SecurityRisk;
  /** When it began to run: later than `at` where the person was asked first; null where it has not. */
  startedAt: string | null;
  /** When its observation came; null while there is none. */
  endedAt: string | null;
  /** What went wrong, in place of a result; empty where nothing did. */
  error: string;
}

/** Words of the person or the agent. */
export interface MessageEntry extends EntryBase {
  kind: 'message';
  text: string;
  imageUrls: readonly string[];
  fileUrls: readonly string[];
  /** Whether the agent has seen it; false for what the person wrote while it was busy. Always true for the agent's own. */
  seen: boolean;
}

/** Reasoning of the model, or a `think` action. */
export interface ThoughtEntry extends EntryBase {
  kind: 'thought';
  text: string;
}

export interface CommandEntry extends ActionEntryBase {
  kind: 'command';
  command: string;
  /** Keys or text for the command that runs, in place of a command. */
  isInput: boolean;
  output: string;
  /** Null while it runs; -1 when it runs on behind the agent's back, or ran into a limit. */
  exitCode: number | null;
  /** What the runtime says about the end, such as why it runs on or where the whole output is. */
  note: string;
  /** Folder after the command. */
  directory: string | null;
}

export interface CellEntry extends ActionEntryBase {
  kind: 'cell';
  code: string;
  output: string;
  imageUrls: readonly string[];
}

export interface ReadEntry extends ActionEntryBase {
  kind: 'read';
  path: string;
  /** Lines, from 1, inclusive, -1 for the last; null for the whole. */
  range: readonly [number, number] | null;
  content: string;
}

export interface EditEntry extends ActionEntryBase {
  kind: 'edit';
  path: string;
  /** `create` makes a file or replaces it as a whole. */
  operation: 'create' | 'replace' | 'insert' | 'undo' | 'write';
  /** Unified diff as the runtime tells it; null until then, and where it tells none. */
  diff: string | null;
  /** The file, or, until the observation and where the runtime does not tell, the part of it that the action names. */
  before: string | null;
  after: string | null;
  /** Lines added and removed. */
  added: number;
  removed: number;
}

export interface BrowseEntry extends ActionEntryBase {
  kind: 'browse';
  /** What was asked: an address, or browser code. */
  request: string;
  url: string;
  /** `data:` URL; empty without one. */
  screenshot: string;
  text: string;
}

export interface ToolEntry extends ActionEntryBase {
  kind: 'tool';
  /** Name of the MCP tool, or of the tool in a call that came to no action. */
  name: string;
  arguments: JsonObject;
  result: string;
  imageUrls: readonly string[];
}

/** A task handed to another agent, its own entries inside. */
export interface DelegateEntry extends ActionEntryBase {
  kind: 'delegate';
  agent: string;
  task: string;
  outputs: JsonObject;
  /** What it answered. */
  result: string;
  entries: readonly Entry[];
}

/** Part of the history that the model does not see any more. */
export interface CondensationEntry extends EntryBase {
  kind: 'condensation';
  /** How many events, and the first and the last of them; null where it forgets none. */
  forgotten: number;
  range: readonly [number, number] | null;
  summary: string;
}

/** The agent has made, or looked at, its list of tasks. */
export interface PlanEntry extends EntryBase {
  kind: 'plan';
  thought: string;
  /** The list after it. */
  tasks: readonly TaskItem[];
  /** Whether the list was replaced. */
  changed: boolean;
}

/** The agent's last word. */
export interface FinishEntry extends EntryBase {
  kind: 'finish';
  /** What it said before it, if anything. */
  thought: string;
  text: string;
  rejected: boolean;
}

/** A failure outside of any action: of the model, the runtime, a limit. `code` is one of the error table, else empty. */
export interface ErrorEntry extends EntryBase {
  kind: 'error';
  code: string;
  text: string;
  remedy: string;
}

/** A change of state that people want to see: stopped, paused, waits for a rate limit. */
export interface StateEntry extends EntryBase {
  kind: 'state';
  state: AgentState;
  reason: string;
  /** When a rate-limited agent goes on. */
  resumeAt: string | null;
  /** When the state ended; null while it lasts. */
  endedAt: string | null;
}

/** Knowledge that was looked up. */
export interface RecallEntry extends EntryBase {
  kind: 'recall';
  query: string;
  /** Skills that were triggered: their names, and the words that did it. */
  skills: readonly { name: string; trigger: string }[];
  content: string;
}

/** An event that this version does not know. */
export interface UnknownEntry extends EntryBase {
  kind: 'unknown';
  json: string;
}

export type ActionEntry =
  | CommandEntry
  | CellEntry
  | ReadEntry
  | EditEntry
  | BrowseEntry
  | ToolEntry
  | DelegateEntry;

export type Entry =
  | ActionEntry
  | MessageEntry
  | ThoughtEntry
  | PlanEntry
  | CondensationEntry
  | FinishEntry
  | ErrorEntry
  | StateEntry
  | RecallEntry
  | UnknownEntry;
