import {
  CapstanError,
  MAX_OPEN_SHELLS,
  type ListeningPort,
  type OpenedFile,
  type OpenedShell,
  type ProgramRequest,
  type ProgramResult,
  type ShellRequest,
  type WorkspaceAccess,
  type WorkspaceEntry,
} from '@capstan/protocol';
import { accessFailure, cancelled } from './access-failure.ts';
import { locate, outside, rootsFor, type AccessScope, type Purpose } from './access-scope.ts';
import { HeldFolder, holdParent } from './held-folder.ts';
import { findListeningPorts } from '../port/find-listening-ports.ts';
import { InteractiveShell } from '../shell/interactive-shell.ts';
import { otherProcesses, processesOf } from '../shell/process-tree.ts';
import { listFolder } from './list-folder.ts';
import { onAbort } from './on-abort.ts';
import { readFile } from './read-file.ts';
import { runProgram } from './run-program.ts';
import { writeFile } from './write-file.ts';
import { zipFolder } from './zip-folder.ts';

export interface DirectAccessOptions {
  scope: AccessScope;
  /** The whole environment of programs. */
  environment: () => Record<string, string>;
  /** Whether programs are to be ended when this process is killed, because no sandbox ends both. Default false. */
  guardsPrograms?: boolean;
  /**
   * Whose ports are told: those of every process that can be seen but this one, which is right in a sandbox alone; those of
   * the shells with these numbers, and of the shells opened here; or nobody's, where nothing reaches them. Default nobody's.
   */
  portOwners?: PortOwners;
}

export type PortOwners = 'everybody' | 'nobody' | (() => readonly number[]);

/** The workspace as this process sees it: in the executor, or where there is no sandbox. */
export class DirectAccess implements WorkspaceAccess {
  readonly #scope: AccessScope;
  readonly #options: DirectAccessOptions;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #open = new Set<InteractiveShell>();
  #shells = 0;

  constructor(options: DirectAccessOptions) {
    this.#options = options;
    this.#scope = options.scope;
  }

  list(path: string): Promise<WorkspaceEntry[]> {
    return this.#reporting(path, 'read', async () => {
      const canonical = await locate(path, 'read', this.#scope);
      await using folder = inside(await this.#hold(canonical, 'read'), path, 'read');
      return await listFolder(folder);
    });
  }

  read(path: string, options: { signal?: AbortSignal } = {}): Promise<OpenedFile> {
    return this.#reporting(path, 'read', async () => {
      const signal = this.#signal(options.signal);
      const canonical = await locate(path, 'read', this.#scope);
      await using folder = inside(await holdParent(canonical, this.#scope.readable), path, 'read');
      return await readFile(folder, canonical, path, signal);
    });
  }

  write(
    path: string,
    body: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<{ path: string; sizeBytes: number }> {
    return this.#reporting(path, 'write', async () => {
      const { maxBytes } = options;
      const canonical = await locate(path, 'write', this.#scope);
      const roots = this.#scope.writable;
      const signal = this.#signal(options.signal);
      const sizeBytes = await writeFile({ path: canonical, shownPath: path, roots, body, maxBytes, signal });
      return { path: canonical, sizeBytes };
    });
  }

  async *zip(path: string, options: { signal?: AbortSignal } = {}): AsyncGenerator<Uint8Array, void, void> {
    const signal = this.#signal(options.signal);
    if (signal.aborted) throw cancelled();
    try {
      const canonical = await locate(path, 'read', this.#scope);
      await using folder = inside(await this.#hold(canonical, 'read'), path, 'read');
      yield* zipFolder(folder, signal);
    } catch (error) {
      throw accessFailure(error, path, 'read');
    }
  }

  run(request: ProgramRequest): Promise<ProgramResult> {
    const { cwd = this.#scope.workspace } = request;
    return this.#reporting(cwd, 'read', async () => {
      const signal = this.#signal(request.signal);
      const canonical = await locate(cwd, 'read', this.#scope);
      await using _folder = inside(await this.#hold(canonical, 'read'), cwd, 'read');
      const { environment, guardsPrograms: guarded = false } = this.#options;
      return await runProgram({ request, cwd: canonical, environment: environment(), guarded, signal });
    });
  }

  openShell({ columns, rows, signal }: ShellRequest): Promise<OpenedShell> {
    const { workspace } = this.#scope;
    return this.#reporting(workspace, 'read', async () => {
      const ended = this.#signal(signal);
      if (ended.aborted) throw cancelled();
      if (this.#shells >= MAX_OPEN_SHELLS) throw tooManyShells();
      this.#shells += 1;
      try {
        const { environment, guardsPrograms: guarded = false } = this.#options;
        const size = { columns, rows };
        const shell = await InteractiveShell.start({
          ...size,
          cwd: workspace,
          environment: environment(),
          guarded,
        });
        void this.#keep(shell, ended);
        return shell;
      } catch (error) {
        this.#shells -= 1;
        throw error;
      }
    });
  }

  async listeningPorts(given?: AbortSignal): Promise<ListeningPort[]> {
    const signal = this.#signal(given);
    const ports = await findListeningPorts(this.#portOwners(), signal);
    if (signal.aborted) throw cancelled();
    return ports;
  }

  /** Ends what is under way, and resolves when it has ended. Nothing can be begun any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#running);
  }

  /** Until nothing is left of a shell, which ends with the signal. */
  async #keep(shell: InteractiveShell, signal: AbortSignal): Promise<void> {
    const closed = shell.exit.then(() => shell.close());
    this.#running.add(closed);
    this.#open.add(shell);
    using _stop = onAbort(signal, () => void shell.close());
    await closed;
    this.#running.delete(closed);
    this.#open.delete(shell);
    this.#shells -= 1;
  }

  #portOwners(): number[] {
    const { portOwners = 'nobody' } = this.#options;
    if (portOwners === 'nobody') return [];
    if (portOwners === 'everybody') return otherProcesses();
    return processesOf([...portOwners(), ...[...this.#open].map(({ pid }) => pid)]);
  }

  #hold(canonical: string, purpose: Purpose): Promise<HeldFolder | undefined> {
    return HeldFolder.open(canonical, rootsFor(purpose, this.#scope));
  }

  #signal(given: AbortSignal | undefined): AbortSignal {
    return given === undefined ? this.#closing.signal : AbortSignal.any([given, this.#closing.signal]);
  }

  async #reporting<T>(path: string, purpose: Purpose, operation: () => Promise<T>): Promise<T> {
    if (this.#closing.signal.aborted) throw cancelled();
    const result = operation();
    this.#running.add(result);
    try {
      return await result;
    } catch (error) {
      throw accessFailure(error, path, purpose);
    } finally {
      this.#running.delete(result);
    }
  }
}

function inside(folder: HeldFolder | undefined, path: string, purpose: Purpose): HeldFolder {
  if (folder === undefined) throw outside(path, purpose);
  return folder;
}

const tooManyShells = (): CapstanError =>
  new CapstanError(
    'too_many_requests',
    `${MAX_OPEN_SHELLS} shells are open in this workspace already. Close one of them first.`,
  );
