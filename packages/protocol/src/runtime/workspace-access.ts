/** One entry of a folder in the workspace. */
export interface WorkspaceEntry {
  name: string;
  type: 'file' | 'folder' | 'link' | 'other';
  /** Of a file; 0 for anything else. */
  sizeBytes: number;
}

/** A file that is being read. */
export interface OpenedFile {
  sizeBytes: number;
  /** Its bytes; reading stops, and the file is released, when the iteration ends for whatever reason. */
  body: AsyncIterable<Uint8Array>;
}

export interface ProgramRequest {
  program: string;
  args: readonly string[];
  /** Relative to the workspace, or absolute; default the workspace. */
  cwd?: string;
  /** Beside what every command of the sandbox has. */
  environment?: Record<string, string>;
  /** Given on standard input, which is then closed. */
  input?: string;
  /** After this it is ended with all its children; default 30. */
  timeoutSeconds?: number;
  /** Most bytes kept of each of its outputs; what comes after is read and dropped. Default 1 MiB. */
  maxOutputBytes?: number;
  signal?: AbortSignal;
}

export interface ProgramResult {
  /** Null when it was ended by a signal or ran too long. */
  exitCode: number | null;
  stdout: Uint8Array;
  stderr: string;
  /** Whether more was printed than was kept. */
  truncated: boolean;
  timedOut: boolean;
}

/** Most shells that are open in one sandbox at the same time. */
export const MAX_OPEN_SHELLS = 4;

/** The size of a terminal, in characters. Each from 1 to 1,000. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

export interface ShellRequest extends TerminalSize {
  /** Ends the shell. */
  signal?: AbortSignal;
}

/**
 * An interactive shell of a person, on a terminal of its own. It ends when it is closed, when its signal fires, and with
 * the runtime, and everything that was started in it ends with it, in the background too.
 */
export interface OpenedShell {
  /**
   * What it writes, read once. Who reads slowly slows it down. Ends with the shell; fails with `runtime_disconnected` when
   * the sandbox is lost.
   */
  readonly output: AsyncIterable<Uint8Array>;
  /** Its exit code, when it has ended and its output was read; null where it did not end by itself. Never rejects. */
  readonly exit: Promise<number | null>;
  /** Types. Resolves when the terminal has taken all of it, or has gone. */
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): void;
  /** Ends it. Resolves when nothing of it is left, or nothing can be told any more. */
  close(): Promise<void>;
}

/** Most ports that are told of one sandbox. */
export const MAX_LISTENING_PORTS = 64;

/** A TCP port on which a program of the sandbox waits for connections. */
export interface ListeningPort {
  port: number;
  /** Name of the process, as short as the kernel keeps it. Whoever wrote the program chose it. */
  program: string;
  /** Whether only this machine reaches it, or every network that this machine is in. */
  boundTo: 'loopback' | 'all';
  /** Whether it is reached at ::1, but not at 127.0.0.1. */
  ipv6Only: boolean;
}

/**
 * The workspace of a runtime for whoever is not the agent: what happens here is in no log. Paths are relative to the
 * workspace or absolute; one that leads out of what the sandbox may see is refused there, with symbolic links resolved
 * inside the sandbox, so that a link planted by the agent reaches nothing that the agent does not reach.
 *
 * Rejects with `file_not_found`, `file_unsuitable` (a folder where a file is wanted and the like), `file_too_large`,
 * `runtime_disconnected`, `cancelled`.
 */
export interface WorkspaceAccess {
  /** One level, sorted by name. */
  list(path: string): Promise<WorkspaceEntry[]>;
  read(path: string, options?: { signal?: AbortSignal }): Promise<OpenedFile>;
  /**
   * Replaces the file as a whole, creating its folders; nothing is left of it when it fails or `maxBytes` is passed.
   * Resolves with the absolute path and its size.
   */
  write(
    path: string,
    body: AsyncIterable<Uint8Array>,
    options: { maxBytes: number; signal?: AbortSignal },
  ): Promise<{ path: string; sizeBytes: number }>;
  /** A zip archive of a folder, made while it is read; links are kept as links and never followed. */
  zip(path: string, options?: { signal?: AbortSignal }): AsyncIterable<Uint8Array>;
  /** Runs a program inside the sandbox, beside the agent's shell. */
  run(request: ProgramRequest): Promise<ProgramResult>;
  /**
   * Opens a shell in the workspace, beside the agent's and with the same environment, without secrets. Rejects with
   * `too_many_requests` when `MAX_OPEN_SHELLS` are open.
   */
  openShell(request: ShellRequest): Promise<OpenedShell>;
  /**
   * Where programs of the sandbox, and of nobody else, are reached at this machine's addresses: by port, each once, at most
   * `MAX_LISTENING_PORTS`, as many as are found in 2 seconds. None in a sandbox with a network of its own, which nothing
   * reaches from outside. Left out is what is bound to one other address than 127.0.0.1 and ::1.
   */
  listeningPorts(signal?: AbortSignal): Promise<ListeningPort[]>;
}
