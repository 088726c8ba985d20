import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObservationDraft } from '@capstan/protocol';
import { isControlKey } from '../shell/keys.ts';
import type { WaitOptions } from '../shell/shell-options.ts';
import type { ShellResult } from '../shell/shell-result.ts';
import { ShellSession } from '../shell/shell-session.ts';
import type { RunRequest } from './action-request.ts';
import { commandObservation, type CommandLimits } from './command-observation.ts';
import { memoryNote } from './command-text.ts';
import type { ExecutorConfiguration } from './configuration.ts';
import type { ActionContext } from './executor.ts';
import { countOomKills } from './oom-counter.ts';
import { preferForOomKill } from './oom-score.ts';

/** Files with whole outputs that are kept. */
const MAX_SPILLED = 16;

/**
 * Commands, in one shell that keeps its state; static ones in a shell of their own. Commands asked for at
 * the same time run one after the other; input and questions for output do not wait for their turn.
 */
export class RunActions {
  readonly #configuration: ExecutorConfiguration;
  #shell: Promise<ShellSession>;
  /** Pid of the shell whose score is set. */
  #scored: number | undefined;
  readonly #live = new Set<ShellSession>();
  #cwd: string;
  #exitCode = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** Secrets that earlier commands were given and the next one must not see. */
  readonly #toForget = new Set<string>();
  readonly #spilled: string[] = [];

  constructor(configuration: ExecutorConfiguration) {
    this.#configuration = configuration;
    this.#cwd = configuration.workspace;
    this.#shell = this.#startShell(configuration.workspace);
    // The first command hears of it.
    this.#shell.catch(() => undefined);
  }

  /** Working directory of the shell. */
  get cwd(): string {
    return this.#cwd;
  }

  /** Numbers of the shells in which commands run. */
  get shellProcesses(): number[] {
    return [...this.#live].flatMap(({ pid }) => pid ?? []);
  }

  setEnvironment(variables: Record<string, string>): void {
    Object.assign(this.#configuration.environment, variables);
    this.#shell.then(
      (shell) => shell.setEnvironment(variables),
      // The next shell is started with them.
      () => undefined,
    );
  }

  async run(request: RunRequest, context: ActionContext): Promise<ObservationDraft> {
    if (request.isStatic) return this.#runStatic(request, context);
    if (request.isInput || request.command.trim() === '') return this.#ask(request, context);
    const observation = this.#turn.then(() => this.#runCommand(request, context));
    this.#turn = observation.catch(() => undefined);
    return observation;
  }

  /** Ends the shell and everything that was started in it. */
  async close(): Promise<void> {
    this.#closed = true;
    const shell = await this.#shell.catch(() => undefined);
    await shell?.close();
    rmSync(this.#configuration.outputDirectory, { recursive: true, force: true });
  }

  async #runCommand(request: RunRequest, context: ActionContext): Promise<ObservationDraft> {
    const shell = await this.#ready();
    await this.#forgetSecrets(shell);
    // Throws for what is no name; such a one must not get into the command that forgets them.
    shell.setEnvironment(context.secrets);
    for (const name of Object.keys(context.secrets)) this.#toForget.add(name);
    const kills = this.#oomKills();
    const limits = this.#limits(request);
    const result = await shell.run({ command: request.command, ...waitOptions(request, limits, context) });
    return this.#observe(request, result, limits, kills);
  }

  /** Reads more output of the running command, or types into it. */
  async #ask(request: RunRequest, context: ActionContext): Promise<ObservationDraft> {
    const shell = await this.#ready();
    const kills = this.#oomKills();
    const limits = this.#limits(request);
    const wait = waitOptions(request, limits, context);
    const key = request.command.trim();
    const result = await (!request.isInput || request.command === ''
      ? shell.readMore(wait)
      : shell.sendInput(isControlKey(key) ? { key, ...wait } : { text: request.command, ...wait }));
    return this.#observe(request, result, limits, kills);
  }

  async #runStatic(request: RunRequest, context: ActionContext): Promise<ObservationDraft> {
    const shell = await this.#startShell(request.cwd ?? this.#configuration.workspace);
    try {
      if (shell.pid !== undefined) preferForOomKill(shell.pid);
      shell.setEnvironment(context.secrets);
      const kills = this.#oomKills();
      const limits = this.#limits(request);
      // Nobody can come back to this shell: only the hard limit ends the wait, and with it the command.
      const wait = waitOptions({ ...request, blocking: true }, limits, context);
      const result = await shell.run({ command: request.command, ...wait });
      return commandObservation({
        request,
        result,
        limits,
        notes: this.#memoryNotes(kills),
        spill: (output) => this.#spill(request, output),
      });
    } finally {
      this.#live.delete(shell);
      await shell.close();
    }
  }

  #observe(request: RunRequest, result: ShellResult, limits: CommandLimits, kills: number): ObservationDraft {
    this.#cwd = result.workingDirectory;
    if (result.status === 'completed') this.#exitCode = result.exitCode;
    return commandObservation({
      request,
      result,
      limits,
      notes: this.#memoryNotes(kills),
      spill: (output) => this.#spill(request, output),
    });
  }

  /** The shell, started anew where it could not be had before. */
  async #ready(): Promise<ShellSession> {
    if (this.#closed) throw new Error('The executor is ending.');
    const shell = await this.#shell.catch(() => {
      this.#shell = this.#startShell(this.#configuration.workspace);
      return this.#shell;
    });
    const { pid } = shell;
    if (pid !== undefined && pid !== this.#scored) {
      preferForOomKill(pid);
      this.#scored = pid;
    }
    return shell;
  }

  async #startShell(cwd: string): Promise<ShellSession> {
    const { environment: env, outputDirectory } = this.#configuration;
    const shell = await ShellSession.start({ cwd, env, outputDirectory });
    this.#live.add(shell);
    return shell;
  }

  async #forgetSecrets(shell: ShellSession): Promise<void> {
    if (this.#toForget.size === 0 || shell.isBusy) return;
    // What the last command left in `$?` stays there.
    await shell.run({ command: `unset -v ${[...this.#toForget].join(' ')}; (exit ${this.#exitCode})` });
    this.#toForget.clear();
  }

  #limits(request: RunRequest): CommandLimits {
    const { hardTimeoutSeconds, noChangeTimeoutSeconds } = this.#configuration;
    return { timeoutSeconds: request.timeoutSeconds ?? hardTimeoutSeconds, noChangeTimeoutSeconds };
  }

  #oomKills(): number {
    return countOomKills(this.#configuration.oomCounter);
  }

  #memoryNotes(killsBefore: number): string {
    return this.#oomKills() > killsBefore ? memoryNote(this.#configuration.memoryLimitBytes) : '';
  }

  #spill({ id }: RunRequest, output: string): string | null {
    const { outputDirectory } = this.#configuration;
    const path = join(outputDirectory, `action-${id}.log`);
    try {
      mkdirSync(outputDirectory, { recursive: true, mode: 0o700 });
      writeFileSync(path, output, { mode: 0o600 });
      this.#spilled.push(path);
      if (this.#spilled.length > MAX_SPILLED) rmSync(this.#spilled.shift() ?? '', { force: true });
      return path;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return null;
      throw error;
    }
  }
}

function waitOptions(request: RunRequest, limits: CommandLimits, context: ActionContext): WaitOptions {
  const { timeoutSeconds, noChangeTimeoutSeconds } = limits;
  return {
    timeoutSeconds,
    ...(request.blocking ? {} : { noChangeTimeoutSeconds }),
    signal: context.signal,
    onOutput: (text, omittedBytes) => {
      context.onOutput(omittedBytes === 0 ? text : `[... ${omittedBytes} bytes not shown ...]\n${text}`);
    },
  };
}
