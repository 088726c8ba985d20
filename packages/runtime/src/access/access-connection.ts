import { connect, type Socket } from 'node:net';
import { CapstanError } from '@capstan/protocol';
import { MAX_LINE_BYTES, PROTOCOL_VERSION, type ClientFrame } from '../executor/frame.ts';
import { readExecutorFrame } from '../executor/executor-frame.ts';
import { LineDecoder } from '../executor/line-decoder.ts';
import type { AccessRequest } from './access-request.ts';
import { PartChannel } from './part-channel.ts';

/** Where an executor listens, and what it wants to be shown. */
export interface ExecutorAddress {
  socket: string;
  token: string;
}

const WELCOME_MILLISECONDS = 30_000;

/**
 * Opens a connection of its own for one request, and resolves when the executor has let it in. Rejects with
 * `runtime_disconnected`. The other side may be silent for ever where no time is given.
 */
export async function openAccess(
  { socket: path, token }: ExecutorAddress,
  request: AccessRequest,
  silenceMilliseconds: number | null,
): Promise<PartChannel> {
  const socket = connect(path);
  const overdue = setTimeout(() => socket.destroy(), WELCOME_MILLISECONDS);
  try {
    write(socket, { kind: 'hello', version: PROTOCOL_VERSION, token });
    write(socket, { kind: 'access', access: request });
    const { line, rest } = await firstLine(socket);
    const frame = readExecutorFrame(line);
    if (frame.kind !== 'welcome') throw new Error(frame.kind === 'refused' ? frame.reason : 'no welcome');
    return new PartChannel(socket, { rest, ...(silenceMilliseconds !== null && { silenceMilliseconds }) });
  } catch (cause) {
    socket.destroy();
    throw new CapstanError('runtime_disconnected', 'The executor cannot be reached.', { cause });
  } finally {
    clearTimeout(overdue);
  }
}

const write = (socket: Socket, frame: ClientFrame): boolean => socket.write(`${JSON.stringify(frame)}\n`);

/** The first line, and what has come after it. The socket does not flow then. */
function firstLine(socket: Socket): Promise<{ line: string; rest: Buffer }> {
  const decoder = new LineDecoder(MAX_LINE_BYTES);
  const { promise, resolve, reject } = Promise.withResolvers<{ line: string; rest: Buffer }>();
  const receive = (chunk: Buffer): void => {
    try {
      const [line] = decoder.push(chunk);
      if (line === undefined) return;
      socket.off('data', receive).pause();
      resolve({ line, rest: decoder.takeRest() });
    } catch (error) {
      reject(error);
    }
  };
  socket.on('data', receive);
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('The connection was closed.')));
  return promise;
}
