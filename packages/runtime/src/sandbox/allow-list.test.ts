import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createEchoServer } from 'node:net';
import { join } from 'node:path';
import type { Runtime } from '@capstan/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { exitCode, output, RuntimeRig } from '../../test/runtime-rig.ts';

const bubblewrap = requires('bubblewrap');

describe.skipIf(!bubblewrap.available)('a sandbox with an allow-list', () => {
  let rig: RuntimeRig;
  let runtime: Runtime;
  let listed: number;
  let unlisted: number;
  let echo: number;
  let strange: number;
  const servers: { close: () => unknown }[] = [];

  const port = async (server: Server | ReturnType<typeof createEchoServer>): Promise<number> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  /** Speaks to the proxy as any program with the proxy's variables would. */
  const ask = (request: string, then = ''): Promise<string> =>
    output(
      runtime,
      `exec 3<>/dev/tcp/127.0.0.1/3128; printf '${request}\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n${then}' >&3; ` +
        'timeout 5 cat <&3; exec 3>&-',
    );

  beforeAll(async () => {
    const greet = createServer((request, response) => {
      if (request.url !== '/cut') return response.end(`hello from ${request.url}`);
      response.writeHead(200, { 'content-length': '1000' });
      return response.write('half', () => response.destroy());
    });
    listed = await port(greet);
    unlisted = await port(createServer((_, response) => response.end('secret')));
    echo = await port(
      createEchoServer((socket) => socket.once('data', (data) => socket.end(`echo ${String(data)}`))),
    );
    strange = await port(
      createEchoServer((socket) => socket.once('data', () => socket.end(`HTTP/1.1 099 X\r\n\r\n`))),
    );
    rig = new RuntimeRig();
    runtime = await rig.start('local', {
      network: [listed, echo, strange].map((number) => `localhost:${number}`),
    });
  });

  afterAll(async () => {
    await rig[Symbol.asyncDispose]();
    for (const server of servers) server.close();
  });

  it('tells programs where the proxy is', async () => {
    expect(await output(runtime, 'echo $HTTPS_PROXY $http_proxy')).toBe(
      'http://127.0.0.1:3128 http://127.0.0.1:3128',
    );
  });

  it('reaches a listed host over plain HTTP', async () => {
    const answer = await ask(`GET http://localhost:${listed}/path?q=1 HTTP/1.1`);
    expect(answer).toContain('200 OK');
    expect(answer).toContain('hello from /path?q=1');
  });

  it('reaches a listed host through a tunnel', async () => {
    const answer = await ask(`CONNECT localhost:${echo} HTTP/1.1`, 'ping');
    expect(answer).toContain('200 Connection Established');
    expect(answer).toContain('echo ping');
  });

  it('is refused elsewhere, with the reason', async () => {
    const plain = await ask(`GET http://localhost:${unlisted}/ HTTP/1.1`);
    expect(plain).toContain('403 Forbidden');
    expect(plain).toContain('not on the allow-list');
    expect(await ask(`CONNECT 127.0.0.1:${listed} HTTP/1.1`)).toContain('403 Forbidden');
    expect(await ask('CONNECT nonsense HTTP/1.1')).toContain('400 Bad Request');
  });

  it('hears at once that an answer broke off', async () => {
    const ask =
      'exec 3<>/dev/tcp/127.0.0.1/3128; ' +
      `printf 'GET http://localhost:${listed}/cut HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; timeout 5 cat <&3; echo " status $?"; exec 3>&-`;
    expect(await output(runtime, ask)).toMatch(/half status [01]$/);
  });

  it('keeps its network after an answer that is not HTTP', async () => {
    expect(await ask(`GET http://localhost:${strange}/ HTTP/1.1`)).toContain('502');
    expect(await ask(`GET http://localhost:${listed}/after HTTP/1.1`)).toContain('hello from /after');
  });

  it('has no way around the proxy', async () => {
    expect(await exitCode(runtime, `bash -c "exec 3<>/dev/tcp/127.0.0.1/${listed}"`)).not.toBe(0);
    expect(await output(runtime, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).toBe('lo');
  });

  it('leaves a log of what was allowed and refused', () => {
    const log = readFileSync(join(rig.stateDir, 'runtimes/conversation/egress.log'), 'utf8');
    const entries = log
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(entries).toContainEqual(
      expect.objectContaining({ host: 'localhost', port: listed, allowed: true }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ host: 'localhost', port: unlisted, allowed: false, reason: 'not-listed' }),
    );
  });
});
