import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { recordingOf, type Recording } from '@capstan/agent';
import { parseTrajectory } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { DEMO_MODEL, DEMO_TASK } from '@capstan/server/demo';
import type { RunStorage } from '../settings/open-storage.ts';
import { settingsOf } from './conversation-settings.ts';
import type { RunOptions } from './run-options.ts';
import type { RunPlan } from './run-plan.ts';
import { requireSandboxFor } from './runtime-options.ts';
import { taskText } from './task-text.ts';

/** What is said now counts most, then what the conversation had, then the environment. */
export async function planRun(options: RunOptions, storage: RunStorage): Promise<RunPlan> {
  const plan =
    options.resume === null ? await planNew(options) : await planResumed(options, options.resume, storage);
  requireSandboxFor(plan);
  return plan;
}

async function planNew(options: RunOptions): Promise<RunPlan> {
  const recording = options.replay === null ? null : await readRecording(options.replay);
  const workspace =
    options.demo && options.workspace === null ? await demoFolder() : (options.workspace ?? '.');
  return {
    conversationId: randomUUID(),
    isNew: true,
    message: options.demo ? DEMO_TASK : (recording?.task ?? (await readTask(options))),
    workspace: resolve(workspace),
    model: options.demo ? DEMO_MODEL : (options.model ?? options.defaultModel),
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
  const saysSomething = options.task !== null || options.taskFile !== null;
  return {
    conversationId,
    isNew: false,
    message: saysSomething ? await readTask(options) : null,
    workspace: resolve(options.workspace ?? stored.workspace ?? '.'),
    model: options.model ?? stored.model ?? options.defaultModel,
    runtime: options.runtime ?? stored.runtime ?? 'local',
    settings,
    recording: settings.replay === null ? null : await readRecording(settings.replay),
  };
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
