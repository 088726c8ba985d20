import type { Duplex } from 'node:stream';
import { CapstanError, type WorkspaceAccess, type WorkspaceEntry } from '@capstan/protocol';
import { answerCode } from './access-answer.ts';
import { accessRequest, type AccessRequest } from './access-request.ts';
import { answer, sendData } from './answer.ts';
import { PartChannel } from './part-channel.ts';
import { serveShell } from './serve-shell.ts';

const ENTRIES_AT_ONCE = 500;
/** What goes on to be spoken about after the request. */
const speaks: ReadonlySet<AccessRequest['operation']> = new Set(['write', 'shell']);

export interface ServedRequest {
  /** Must neither flow nor be listened to for data any more. */
  stream: Duplex;
  /** What was read from the stream already. */
  rest: Buffer;
  request: unknown;
  /** Undefined when there are too many requests already. */
  access: (() => Promise<WorkspaceAccess>) | undefined;
}

/** Answers the one request of a connection. What is under way ends when the other side goes, or says it is enough. */
export async function serveAccess({ stream, rest, request: raw, access }: ServedRequest): Promise<void> {
  const channel = new PartChannel(stream, { rest });
  const abort = new AbortController();
  void channel.closed.then(() => abort.abort());
  try {
    const request = accessRequest.safeParse(raw);
    if (access === undefined)
      throw new CapstanError('too_many_requests', 'Too many requests at the same time.');
    if (!request.success) throw new CapstanError('request_invalid', 'The request cannot be read.');
    // Whoever only asks says at most that it is enough.
    if (!speaks.has(request.data.operation))
      void channel.next().then(
        () => abort.abort(),
        () => abort.abort(),
      );
    await serve(channel, request.data, await access(), abort.signal);
  } catch (error) {
    await reportFailure(channel, error);
  } finally {
    channel.finish();
  }
}

async function serve(
  channel: PartChannel,
  request: AccessRequest,
  access: WorkspaceAccess,
  signal: AbortSignal,
): Promise<void> {
  switch (request.operation) {
    case 'list':
      await sendEntries(channel, await access.list(request.path));
      break;
    case 'read': {
      const { sizeBytes, body } = await access.read(request.path, { signal });
      await answer(channel, { kind: 'opened', sizeBytes });
      for await (const chunk of body) await sendData(channel, chunk);
      break;
    }
    case 'write': {
      const { path, maxBytes } = request;
      const written = await access.write(path, receivedData(channel), { maxBytes, signal });
      await answer(channel, { kind: 'written', ...written });
      break;
    }
    case 'zip':
      for await (const chunk of access.zip(request.path, { signal })) await sendData(channel, chunk);
      break;
    case 'run': {
      const { stdout, stderr, ...result } = await access.run({ ...request, signal });
      const complaints = Buffer.from(stderr);
      const sizes = { stdoutBytes: stdout.length, stderrBytes: complaints.length };
      await answer(channel, { kind: 'ended', ...result, ...sizes });
      await sendData(channel, stdout);
      await sendData(channel, complaints);
      break;
    }
    case 'shell':
      await serveShell(channel, await access.openShell({ ...request, signal }));
      break;
    case 'ports':
      await answer(channel, { kind: 'ports', ports: await access.listeningPorts(signal) });
  }
  await channel.send('end');
}

async function sendEntries(channel: PartChannel, entries: WorkspaceEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
    await answer(channel, { kind: 'listed', entries: entries.slice(from, from + ENTRIES_AT_ONCE) });
  }
}

/** What the other side sends, until it says that this was all. Without that, it was not. */
async function* receivedData(channel: PartChannel): AsyncGenerator<Uint8Array> {
  for (;;) {
    const part = await channel.next();
    if (part?.type === 'end') return;
    if (part?.type !== 'data') throw new CapstanError('cancelled', 'Not everything was sent.');
    yield part.bytes;
  }
}

async function reportFailure(channel: PartChannel, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const code = CapstanError.is(error) ? answerCode(error.code) : 'internal';
  try {
    await answer(channel, { kind: 'failed', code, message });
  } catch (failure) {
    // There is nobody to tell any more.
    if (!CapstanError.is(failure)) throw failure;
  }
}
