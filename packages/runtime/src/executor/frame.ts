import type { ActionEvent, ObservationDraft, SettleResult } from '@capstan/protocol';
import type { AccessRequest } from '../access/access-request.ts';

/**
 * The executor's protocol: one JSON object per line, either way, over any stream of bytes. A connection
 * opens with `hello`; everything before a right token is answered with `refused` and the end. A connection
 * whose next line is `access` is for that one request and speaks in parts from there on, see `access/part.ts`.
 */
export const PROTOCOL_VERSION = 2;

/** Longest line that is accepted, in bytes: an action carries at most one file's text. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** What the executor's side is asked. `request` is the asker's own number, repeated in the answer. */
export type ClientFrame =
  | { kind: 'hello'; version: number; token: string }
  | { kind: 'access'; access: AccessRequest }
  | { kind: 'execute'; request: number; action: ActionEvent; secrets: Record<string, string> }
  | { kind: 'settle'; request: number; actionId: number }
  | { kind: 'interrupt'; request: number; actionId: number }
  | { kind: 'environment'; request: number; variables: Record<string, string> }
  | { kind: 'status'; request: number }
  | { kind: 'shutdown'; request: number };

export interface ExecutorStatus {
  version: number;
  pid: number;
  /** Ids of the actions that run now. */
  running: number[];
  uptimeSeconds: number;
  residentBytes: number;
}

export type ExecutorFrame =
  | { kind: 'welcome'; version: number }
  | { kind: 'refused'; reason: string }
  | { kind: 'output'; actionId: number; text: string }
  | { kind: 'observation'; request: number; observation: ObservationDraft }
  | { kind: 'settled'; request: number; result: SettleResult }
  | { kind: 'status'; request: number; status: ExecutorStatus }
  | { kind: 'accepted'; request: number }
  | { kind: 'failed'; request: number; reason: string };
