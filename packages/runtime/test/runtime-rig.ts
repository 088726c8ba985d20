import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  editAction,
  readAction,
  runAction,
  writeAction,
  type ActionDraft,
  type ActionEvent,
  type ObservationDraft,
  type Runtime,
} from '@capstan/protocol';
import { createRuntime } from '../src/driver/runtime-registry.ts';
import type { RuntimeOptions } from '../src/driver/runtime-options.ts';

const RUN_DEFAULTS = {
  is_input: false,
  thought: '',
  blocking: false,
  is_static: false,
  cwd: null,
  hidden: false,
} as const;

/** Shared by all tests of a run: filling it takes longer than most of them. */
export const CACHE = join(process.env['CAPSTAN_TEST_ROOT'] ?? tmpdir(), 'executor-cache');

let lastId = 1000;

/** An action as the stream would have stamped it, with an id that no other has: numbers below 1000 are for tests that choose. */
export function stamped(draft: ActionDraft, id = ++lastId): ActionEvent {
  return {
    ...draft,
    id,
    timestamp: '2026-01-01T00:00:00.000000Z',
    source: 'agent',
    message: '',
  };
}

export const run = (
  command: string,
  args: Partial<Parameters<typeof runAction>[0]> = {},
  id?: number,
): ActionEvent => stamped(runAction({ ...RUN_DEFAULTS, command, ...args }), id);
export const read = (path: string): ActionEvent => stamped(readAction({ path }));
export const write = (path: string, content: string): ActionEvent => stamped(writeAction({ path, content }));
export const create = (path: string, text: string): ActionEvent =>
  stamped(editAction({ path, command: 'create', file_text: text }));

/** A workspace and a state folder of its own, and runtimes on them that end with it. */
export class RuntimeRig implements AsyncDisposable {
  readonly folder: string;
  readonly workspace: string;
  readonly stateDir: string;
  readonly conversationId = 'conversation';
  readonly #runtimes: Runtime[] = [];

  constructor(parent = tmpdir()) {
    this.folder = realpathSync(mkdtempSync(join(parent, 'capstan-test-')));
    this.workspace = join(this.folder, 'workspace');
    this.stateDir = join(this.folder, 'state');
    mkdirSync(this.workspace);
    mkdirSync(this.stateDir);
  }

  /** A connected runtime. */
  async start(driver: 'local' | 'cli', options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
    const runtime = createRuntime(driver, {
      conversationId: this.conversationId,
      workspace: this.workspace,
      stateDir: this.stateDir,
      cacheDir: CACHE,
      ...options,
    });
    this.#runtimes.push(runtime);
    await runtime.connect(AbortSignal.timeout(20_000));
    return runtime;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const runtime of this.#runtimes) await runtime.close({ keep: false });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Executes without giving up before the test does. */
export function execute(runtime: Runtime, action: ActionEvent): Promise<ObservationDraft> {
  return runtime.execute(action, { signal: new AbortController().signal });
}

/** What a command printed; fails when it is not the result of a command. */
export async function output(runtime: Runtime, command: string): Promise<string> {
  const observation = await execute(runtime, run(command));
  if (observation.observation !== 'run')
    throw new Error(`${observation.observation}: ${observation.content}`);
  return observation.content.trim();
}

/** How a command ended. */
export async function exitCode(runtime: Runtime, command: string): Promise<number> {
  const observation = await execute(runtime, run(command));
  if (observation.observation !== 'run')
    throw new Error(`${observation.observation}: ${observation.content}`);
  return observation.extras.metadata.exit_code;
}
