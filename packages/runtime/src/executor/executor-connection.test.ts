import { constants, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duplexPair, type Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { run } from '../../test/runtime-rig.ts';
import { serveConnection } from './executor-connection.ts';
import { Executor, type Perform } from './executor.ts';
import { PROTOCOL_VERSION } from './frame.ts';
import { Ledger } from './ledger.ts';
import { errorDraft } from './observation-draft.ts';
import { WorkspaceService } from './workspace-service.ts';

const TOKEN = 'right-token';
const HELLO = { kind: 'hello', version: PROTOCOL_VERSION, token: TOKEN };

interface Served {
  client: Duplex;
  /** Sends frames, or raw text. */
  send: (...frames: unknown[]) => void;
  /** Everything that comes back, frame by frame. */
  frames: AsyncIterator<unknown>;
  variables: Record<string, string>;
}

function serve(perform: Perform = (request) => Promise.resolve(errorDraft(`ran ${request.id}`))): Served {
  const folder = mkdtempSync(join(tmpdir(), 'connection-'));
  const open = (name: string): number => openSync(join(folder, name), constants.O_RDWR | constants.O_CREAT);
  const executor = new Executor({ ledger: new Ledger([open('a'), open('b')]), perform });
  const [client, server] = duplexPair();
  const variables: Record<string, string> = {};
  serveConnection(server, {
    executor,
    workspace: new WorkspaceService({
      scope: { workspace: folder, readable: ['/'], writable: [folder], alias: null },
      environment: () => ({}),
    }),
    token: TOKEN,
    setEnvironment: (given) => Object.assign(variables, given),
    shutdown: () => server.end(),
  });
  return {
    client,
    variables,
    send: (...frames) => {
      for (const frame of frames)
        client.write(typeof frame === 'string' ? frame : `${JSON.stringify(frame)}\n`);
    },
    frames: framesOf(client),
  };
}

async function* framesOf(stream: Duplex): AsyncGenerator {
  let rest = '';
  for await (const chunk of stream) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

const next = async (served: Served): Promise<unknown> => (await served.frames.next()).value;

describe('a connection to the executor', () => {
  it.each([
    ['a wrong token', { ...HELLO, token: 'wrong-token' }],
    ['no token', { kind: 'execute', request: 1, action: run('a'), secrets: {} }],
    ['another version', { ...HELLO, version: 99 }],
    ['something else', 'GET / HTTP/1.1\r\n\r\n'],
  ])('with %s is refused and closed', async (_, first) => {
    const { client, send } = serve(() => Promise.reject(new Error('must not run')));
    send(first, { kind: 'execute', request: 1, action: run('a'), secrets: {} });
    expect(JSON.parse(await text(client))).toMatchObject({ kind: 'refused' });
  });

  it('takes frames in pieces and several at once', async () => {
    const served = serve();
    const bytes = Buffer.from(
      [HELLO, { kind: 'execute', request: 1, action: run('é', {}, 11), secrets: {} }]
        .map((frame) => `${JSON.stringify(frame)}\n`)
        .join(''),
    );
    for (const byte of bytes) served.client.write(Buffer.of(byte));
    expect(await next(served)).toEqual({ kind: 'welcome', version: PROTOCOL_VERSION });
    expect(await next(served)).toEqual({
      kind: 'observation',
      request: 1,
      observation: errorDraft('ran 11'),
    });
    served.send('{"kind":"settle","request":2,"actionId":11}\n{"kind":"settle","request":3,"actionId":12}\n');
    expect(await next(served)).toMatchObject({ kind: 'settled', request: 2, result: { state: 'done' } });
    expect(await next(served)).toMatchObject({ kind: 'settled', request: 3, result: { state: 'unknown' } });
  });

  it('passes on output before the observation', async () => {
    const served = serve((_, { onOutput }) => {
      onOutput('live');
      return Promise.resolve(errorDraft('end'));
    });
    served.send(HELLO, { kind: 'execute', request: 1, action: run('a', {}, 5), secrets: {} });
    await next(served);
    expect(await next(served)).toEqual({ kind: 'output', actionId: 5, text: 'live' });
    expect(await next(served)).toMatchObject({ kind: 'observation' });
  });

  it('answers other questions while an action runs', async () => {
    const served = serve((_, { signal }) => {
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(errorDraft('interrupted'))),
      );
    });
    served.send(HELLO, { kind: 'execute', request: 1, action: run('a', {}, 5), secrets: {} });
    served.send({ kind: 'status', request: 2 }, { kind: 'environment', request: 3, variables: { A: 'b' } });
    await next(served);
    expect(await next(served)).toMatchObject({ kind: 'status', status: { running: [5] } });
    expect(await next(served)).toEqual({ kind: 'accepted', request: 3 });
    expect(served.variables).toEqual({ A: 'b' });
    served.send({ kind: 'interrupt', request: 4, actionId: 5 });
    expect(await next(served)).toEqual({ kind: 'accepted', request: 4 });
    expect(await next(served)).toMatchObject({ kind: 'observation', observation: errorDraft('interrupted') });
  });

  it.each([
    { kind: 'settle', request: 'x', actionId: 1 },
    { kind: 'environment', request: 1, variables: { A: 1 } },
    { kind: 'other', request: 1 },
    'null\n',
    '{\n',
  ])('ends at %j', async (frame) => {
    const { client, send } = serve();
    send(HELLO, frame);
    expect(await text(client)).toContain('"refused"');
  });
});
