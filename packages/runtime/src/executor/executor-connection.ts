import type { Duplex } from 'node:stream';
import { readClientFrame, type CheckedFrame } from './client-frame.ts';
import type { Executor } from './executor.ts';
import { MAX_LINE_BYTES, PROTOCOL_VERSION, type ExecutorFrame, type ExecutorStatus } from './frame.ts';
import { LineDecoder } from './line-decoder.ts';
import type { WorkspaceService } from './workspace-service.ts';

export interface ConnectionOptions {
  executor: Executor;
  workspace: WorkspaceService;
  token: string;
  /** Called when the client has shown the right token. */
  onWelcome?: () => void;
  setEnvironment: (variables: Record<string, string>) => void;
  /** Asked by a client that wants everything to end; the answer goes out first. */
  shutdown: () => void;
}

const HELLO_MILLISECONDS = 10_000;
/** How long one that was refused may take to go. */
const LINGER_MILLISECONDS = 1000;
const DROP_OUTPUT_ABOVE_BYTES = 1024 * 1024;

/** Serves one client over any stream of bytes, until either side closes it. */
export function serveConnection(stream: Duplex, options: ConnectionOptions): void {
  const decoder = new LineDecoder(MAX_LINE_BYTES);
  let known = false;
  const refuse = (reason: string): void => {
    stream.removeAllListeners('data').resume();
    stream.end(encode({ kind: 'refused', reason }));
    setTimeout(() => stream.destroy(), LINGER_MILLISECONDS).unref();
  };
  const greeting = setTimeout(() => refuse('no hello in time'), HELLO_MILLISECONDS).unref();
  const send = (frame: ExecutorFrame): void => {
    if (stream.writable) stream.write(encode(frame));
  };
  stream.on('error', () => stream.destroy());
  stream.on('close', () => clearTimeout(greeting));
  const receive = (chunk: Buffer): void => {
    let asked: Extract<CheckedFrame, { kind: 'access' }> | undefined;
    try {
      for (const line of decoder.push(chunk)) {
        const frame = readClientFrame(line);
        if (frame === undefined) return refuse('not a frame of this protocol');
        if (known && frame.kind === 'access') {
          asked = frame;
          break;
        }
        if (known) {
          answer(frame, stream, send, options);
          continue;
        }
        clearTimeout(greeting);
        if (frame.kind !== 'hello' || !isToken(frame.token, options.token)) return refuse('wrong token');
        if (frame.version !== PROTOCOL_VERSION) return refuse(`version ${PROTOCOL_VERSION} is spoken here`);
        known = true;
        options.onWelcome?.();
        send({ kind: 'welcome', version: PROTOCOL_VERSION });
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return refuse(error.message);
    }
    if (asked === undefined) return;
    stream.off('data', receive).pause();
    void options.workspace.serve(stream, decoder.takeRest(), asked.access);
  };
  stream.on('data', receive);
}

function answer(
  frame: CheckedFrame,
  stream: Duplex,
  send: (frame: ExecutorFrame) => void,
  { executor, setEnvironment, shutdown }: ConnectionOptions,
): void {
  switch (frame.kind) {
    case 'hello':
    case 'access':
      return;
    case 'execute':
      void execute(frame, stream, send, executor);
      return;
    case 'settle':
      return send({ kind: 'settled', request: frame.request, result: executor.settle(frame.actionId) });
    case 'interrupt':
      executor.interrupt(frame.actionId);
      return send({ kind: 'accepted', request: frame.request });
    case 'environment':
      setEnvironment(frame.variables);
      return send({ kind: 'accepted', request: frame.request });
    case 'status':
      return send({ kind: 'status', request: frame.request, status: statusOf(executor) });
    case 'shutdown':
      send({ kind: 'accepted', request: frame.request });
      shutdown();
  }
}

async function execute(
  frame: Extract<CheckedFrame, { kind: 'execute' }>,
  stream: Duplex,
  send: (frame: ExecutorFrame) => void,
  executor: Executor,
): Promise<void> {
  const { action, request, secrets } = frame;
  const actionId = idOf(action);
  // A reader that does not keep up misses live output, never the observation.
  const onOutput = (text: string): void => {
    if (stream.writableLength < DROP_OUTPUT_ABOVE_BYTES) send({ kind: 'output', actionId, text });
  };
  const observation = await executor.execute(action, { secrets, onOutput });
  send({ kind: 'observation', request, observation });
}

function idOf(action: unknown): number {
  const id = typeof action === 'object' && action !== null && 'id' in action ? action.id : undefined;
  return typeof id === 'number' ? id : -1;
}

/** Takes as long for any token of the right length. By hand: loading the crypto module takes 8 ms of every start. */
function isToken(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}

function statusOf(executor: Executor): ExecutorStatus {
  return {
    version: PROTOCOL_VERSION,
    pid: process.pid,
    running: executor.running,
    uptimeSeconds: process.uptime(),
    residentBytes: process.memoryUsage.rss(),
  };
}

const encode = (frame: ExecutorFrame): string => `${JSON.stringify(frame)}\n`;
