import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { CapstanError, changeAgentState, messageAction, type EventDraft } from '@capstan/protocol';
import { recordingOf, type Recording } from '@capstan/agent';
import { parseTrajectory } from '@capstan/events';
import type { RunStorage } from '../settings/open-storage.ts';
import { DEMO_MODEL, DEMO_TASK } from '../demo/demo-turns.ts';
import { settingsOf, type ConversationSettings } from './conversation-settings.ts';
import type { RunOptions } from './run-options.ts';
import { requireSandboxFor } from './runtime-options.ts';
import { taskText } from './task-text.ts';

/** Everything a run needs to know before anything is started. */
export interface RunPlan {
  conversationId: string;
  isNew: boolean;
  /** What the person says at the start of this run; null to go on as it stands. */
  message: string | null;
  workspace: string;
  model: string | null;
  runtime: string;
  settings: ConversationSettings;
  recording: Recording | null;
}

export async function planRun(options: RunOptions, storage: RunStorage): Promise<RunPlan> {
  const plan =
    options.resume === null ? await planNew(options) : await planResumed(options, options.resume, storage);
  requireSandboxFor(plan);
  return plan;
}

async function planNew(options: RunOptions): Promise<RunPlan> {
  const recording = options.replay === null ? null : await readRecording(options.replay);
  const conversationId = randomUUID();
  const workspace =
    options.demo && options.workspace === null ? await demoFolder() : (options.workspace ?? '.');
  return {
    conversationId,
    isNew: true,
    message: options.demo ? DEMO_TASK : (recording?.task ?? (await readTask(options))),
    workspace: resolve(workspace),
    model: options.demo ? DEMO_MODEL : options.model,
    runtime: options.runtime ?? 'local',
    settings: settingsOf(options, { replay: options.replay === null ? null : resolve(options.replay) }),
    recording,
  };
}

async function planResumed(
  options: RunOptions,
  conversationId: string,
  storage: RunStorage,
): Promise<RunPlan> {
  const stored = await storage.conversations.get(conversationId);
  if (stored === undefined) {
    throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
  }
  const settings = settingsOf(options, stored.settings);
  return {
    conversationId,
    isNew: false,
    message: options.task,
    workspace: resolve(options.workspace ?? stored.workspace ?? '.'),
    model: options.model ?? stored.model,
    runtime: options.runtime ?? stored.runtime ?? 'local',
    settings,
    recording: settings.replay === null ? null : await readRecording(settings.replay),
  };
}

/** The first event of a run. `ended` says whether the agent rests until somebody asks it to go on. */
export function openingEvent(plan: RunPlan, ended: boolean): EventDraft | null {
  if (plan.message !== null) return messageAction({ content: plan.message });
  return ended ? changeAgentState('running') : null;
}

function readTask(options: RunOptions): Promise<string> {
  return taskText({ task: options.task, file: options.taskFile, stdin: process.stdin });
}

function demoFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'capstan-demo-'));
}

async function readRecording(file: string): Promise<Recording> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CapstanError('trajectory_invalid', `The trajectory ${file} cannot be read: ${String(error)}`, {
      cause: error,
    });
  }
  const recording = recordingOf(parseTrajectory(text));
  if (recording.task === '') {
    throw new CapstanError('trajectory_invalid', `The trajectory ${file} holds no message of the person`);
  }
  return recording;
}
