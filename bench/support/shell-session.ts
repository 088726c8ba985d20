import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_ID, runAction, type ActionEvent, type CommandObservation, type Runtime } from '@capstan/protocol';
import { createRuntime } from '@capstan/runtime';
import { type ScratchFolder, scratchFolder } from './scratch-folder.ts';

/** The sandbox of one conversation, reached as a run reaches it: client, executor, shell on a terminal. */
export class ShellSession implements AsyncDisposable {
  readonly #runtime: Runtime;
  readonly #folder: ScratchFolder;
  #nextId = 0;

  private constructor(runtime: Runtime, folder: ScratchFolder) {
    this.#runtime = runtime;
    this.#folder = folder;
  }

  /**
   * Starts a sandbox. `stateDir` is where sandboxes keep what they share, such as compiled code; one that was used
   * before is what a person has from the second run on.
   */
  static async start(stateDir: string): Promise<ShellSession> {
    const folder = await scratchFolder();
    const workspace = join(folder.path, 'workspace');
    await mkdir(workspace);
    const runtime = createRuntime('local', { conversationId: crypto.randomUUID(), workspace, stateDir });
    await runtime.connect(AbortSignal.timeout(30_000));
    return new ShellSession(runtime, folder);
  }

  /** Runs a command to its end. */
  async run(command: string): Promise<CommandObservation> {
    const observation = await this.#runtime.execute(this.#action(command), {
      signal: AbortSignal.timeout(60_000),
    });
    if (observation.observation !== 'run') throw new Error(`${command}: ${JSON.stringify(observation)}`);
    return { ...observation, id: NO_ID, timestamp: '', message: '' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#runtime.close({ keep: false });
    await this.#folder[Symbol.asyncDispose]();
  }

  #action(command: string): ActionEvent {
    const id = (this.#nextId += 1);
    return { ...runAction({ command }), id, timestamp: '', message: '', source: 'agent' };
  }
}
