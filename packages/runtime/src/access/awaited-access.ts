import type {
  ListeningPort,
  OpenedFile,
  OpenedShell,
  ProgramRequest,
  ProgramResult,
  ShellRequest,
  WorkspaceAccess,
  WorkspaceEntry,
} from '@capstan/protocol';

/** Access that may have to be waited for, or cannot be had: every call asks for it first. */
export class AwaitedAccess implements WorkspaceAccess {
  readonly #get: () => Promise<WorkspaceAccess>;

  constructor(get: () => Promise<WorkspaceAccess>) {
    this.#get = get;
  }

  async list(path: string): Promise<WorkspaceEntry[]> {
    return (await this.#get()).list(path);
  }

  async read(path: string, options?: { signal?: AbortSignal }): Promise<OpenedFile> {
    return (await this.#get()).read(path, options);
  }

  async write(
    path: string,
    body: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<{ path: string; sizeBytes: number }> {
    return (await this.#get()).write(path, body, options);
  }

  async *zip(path: string, options?: { signal?: AbortSignal }): AsyncGenerator<Uint8Array> {
    yield* (await this.#get()).zip(path, options);
  }

  async run(request: ProgramRequest): Promise<ProgramResult> {
    return (await this.#get()).run(request);
  }

  async openShell(request: ShellRequest): Promise<OpenedShell> {
    return (await this.#get()).openShell(request);
  }

  async listeningPorts(signal?: AbortSignal): Promise<ListeningPort[]> {
    return (await this.#get()).listeningPorts(signal);
  }
}
