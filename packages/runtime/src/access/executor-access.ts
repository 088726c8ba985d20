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
import { openAccess, type ExecutorAddress } from './access-connection.ts';
import { cancelled } from './access-failure.ts';
import type { AccessRequest } from './access-request.ts';
import { bodyChunks } from './body-chunks.ts';
import { onAbort } from './on-abort.ts';
import { ExecutorShell } from './executor-shell.ts';
import { OpenedBody } from './opened-body.ts';
import { disconnected, Transfer, unexpected } from './transfer.ts';
import { TransferGate } from './transfer-gate.ts';

const SILENCE_MILLISECONDS = 120_000;
/** For what the executor does in 2 seconds, on a machine that has much else to do. */
const PORTS_MILLISECONDS = 10_000;
/** Ending a program that takes too long takes some time as well. */
const RUN_GRACE_MILLISECONDS = 30_000;
const DEFAULT_RUN_SECONDS = 30;
/** How long a program may take to end when nobody wants it any more. */
const STOP_MILLISECONDS = 5000;

/** The workspace inside a sandbox, through its executor. Every call is a connection of its own. */
export class ExecutorAccess implements WorkspaceAccess {
  readonly #address: ExecutorAddress;
  readonly #gate = new TransferGate();
  readonly #closing = new AbortController();

  constructor(address: ExecutorAddress) {
    this.#address = address;
  }

  async list(path: string): Promise<WorkspaceEntry[]> {
    using transfer = await this.#open({ operation: 'list', path });
    const entries: WorkspaceEntry[] = [];
    for (;;) {
      const received = await transfer.next();
      if (received.type === 'end') return entries;
      if (received.type !== 'answer' || received.answer.kind !== 'listed') throw unexpected();
      entries.push(...received.answer.entries);
    }
  }

  async read(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<OpenedFile> {
    const transfer = await this.#open({ operation: 'read', path }, signal);
    try {
      const { sizeBytes } = await transfer.answer('opened');
      const body = new OpenedBody(transfer.data(sizeBytes), () => transfer.close(), transfer.signal);
      return { sizeBytes, body };
    } catch (error) {
      await transfer.close();
      throw error;
    }
  }

  async write(
    path: string,
    body: AsyncIterable<Uint8Array>,
    { maxBytes, signal }: { maxBytes: number; signal?: AbortSignal },
  ): Promise<{ path: string; sizeBytes: number }> {
    using transfer = await this.#open({ operation: 'write', path, maxBytes }, signal);
    const answered = new AbortController();
    // It comes early when the file cannot be written, or the body is too long.
    const answer = transfer.answer('written', { patient: true });
    const stop = (): void => answered.abort();
    answer.then(stop, stop);
    try {
      const stopped = AbortSignal.any([answered.signal, transfer.signal]);
      for await (const chunk of bodyChunks(body, stopped)) await transfer.send(chunk);
      await transfer.send();
    } catch (error) {
      if (!answered.signal.aborted) throw transfer.failure(error);
    }
    const { path: absolute, sizeBytes } = await transfer.inTime(answer);
    return { path: absolute, sizeBytes };
  }

  async *zip(
    path: string,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Uint8Array, void, void> {
    using transfer = await this.#open({ operation: 'zip', path }, signal);
    yield* transfer.data();
  }

  async run(request: ProgramRequest): Promise<ProgramResult> {
    const { signal, args, ...rest } = request;
    const isCancelled = (): boolean => signal?.aborted === true;
    if (isCancelled()) throw cancelled();
    const timeoutSeconds = request.timeoutSeconds ?? DEFAULT_RUN_SECONDS;
    const silenceMilliseconds = timeoutSeconds * 1000 + RUN_GRACE_MILLISECONDS;
    const question = { operation: 'run' as const, ...rest, args: [...args] };
    using transfer = await this.#open(question, undefined, silenceMilliseconds);
    using _stop = onAbort(signal, () => transfer.stop(STOP_MILLISECONDS));
    try {
      const { exitCode, truncated, timedOut, stdoutBytes, stderrBytes } = await transfer.answer('ended');
      const chunks: Uint8Array[] = [];
      for await (const chunk of transfer.data(stdoutBytes + stderrBytes)) chunks.push(chunk);
      const printed = Buffer.concat(chunks);
      const stderr = printed.subarray(stdoutBytes).toString('utf8');
      return { exitCode, stdout: printed.subarray(0, stdoutBytes), stderr, truncated, timedOut };
    } catch (error) {
      throw isCancelled() ? cancelled() : error;
    }
  }

  async openShell({ columns, rows, signal }: ShellRequest): Promise<OpenedShell> {
    const transfer = await this.#open({ operation: 'shell', columns, rows }, signal, null);
    try {
      await transfer.answer('shell');
      return new ExecutorShell(transfer);
    } catch (error) {
      await transfer.close();
      throw error;
    }
  }

  async listeningPorts(signal?: AbortSignal): Promise<ListeningPort[]> {
    using transfer = await this.#open({ operation: 'ports' }, signal, PORTS_MILLISECONDS);
    return (await transfer.answer('ports')).ports;
  }

  /** Ends what is under way; the executor stays. */
  close(): void {
    this.#closing.abort();
  }

  async #open(
    request: AccessRequest,
    signal?: AbortSignal,
    silenceMilliseconds: number | null = SILENCE_MILLISECONDS,
  ): Promise<Transfer> {
    const leave = await this.#gate.enter(signal);
    try {
      if (this.#closing.signal.aborted) throw disconnected('The runtime is closed.');
      const channel = await openAccess(this.#address, request, silenceMilliseconds);
      void channel.closed.then(leave);
      return new Transfer(channel, signal, this.#closing.signal);
    } catch (error) {
      leave();
      throw error;
    }
  }
}
