import { once } from 'node:events';
import { streamKeyProtocol } from '@capstan/protocol/api';
import { describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { requires } from '../../../../../test/support/requirement.ts';
import { KEYS, RealtimeRig, type RealtimeRigOptions } from '../../../test/support/realtime-rig.ts';
import { TerminalReader } from '../../../test/support/terminal-reader.ts';
import { Connections } from '../connections.ts';

const headers = { 'x-session-api-key': KEYS.mine };

/** A server with one conversation that runs. */
async function running(options: RealtimeRigOptions = {}): Promise<RealtimeRig> {
  const rig = await RealtimeRig.start(options);
  await rig.rig.begin('c1', 'Hello', 'mine');
  await rig.rig.untilState('c1', 'awaiting_user_input');
  return rig;
}

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('a shell in a sandbox over WebSocket', () => {
  it('is a terminal in the workspace, which ends with its exit code', async () => {
    await using rig = await running({ driver: 'local' });
    await using reader = await TerminalReader.open(rig.terminalUrl('c1', 'columns=90&rows=30'), { headers });
    await reader.frame('open');
    await reader.type('stty size; tty; hostname\r', /30 90\r\n\/dev\/pts\/\d+\r\ncapstan\r\n/);
    reader.say({ type: 'resize', columns: 100, rows: 40 });
    await reader.type('stty size\r', /40 100\r\n/);
    await reader.type('env | grep -ic "capsta[n]_\\|api_ke[y]"; echo "coun"ted\r', /1\r\ncounted/);
    reader.socket.send(Buffer.from('exit 7\r'));
    expect(await reader.frame('exit')).toEqual({ type: 'exit', code: 7 });
    expect((await reader.closed).code).toBe(1_000);
    const said = rig.rig.log.lines.filter(({ message }) => message.startsWith('A shell'));
    expect(said).toMatchObject([
      { level: 'info', message: 'A shell was opened', fields: { conversationId: 'c1', userId: 'mine' } },
      { level: 'info', message: 'A shell was closed', fields: { conversationId: 'c1', exitCode: 7 } },
    ]);
    expect(JSON.stringify(said)).not.toContain('stty');
    await expect.poll(() => rig.realtime.connections.size).toBe(0);
  });
});

describe('a shell over WebSocket', () => {
  it('hears what is typed before it is there', async () => {
    await using rig = await running();
    await using reader = await TerminalReader.open(rig.terminalUrl('c1'), {
      protocols: ['capstan', streamKeyProtocol(KEYS.mine)],
    });
    reader.say({ type: 'resize', columns: 33, rows: 11 });
    await reader.type('stty size\r', /11 33\r\n/);
    expect(reader.socket.protocol).toBe('capstan');
  });

  it('takes a megabyte of input, and waits for who does not read', async () => {
    await using rig = await running();
    await using reader = await TerminalReader.open(rig.terminalUrl('c1', 'columns=80&rows=24&window=65536'), {
      headers,
    });
    await reader.type('stty raw -echo; echo "rea"dy; head -c 1048576 | md5sum; stty sane\r', /ready/);
    for (let chunk = 0; chunk < 16; chunk += 1) reader.socket.send(Buffer.alloc(65_536, 'x'));
    await reader.until(() => /[0-9a-f]{32}/.test(reader.text), 'sum');
    reader.say({ type: 'taken', bytes: reader.bytes });
    const before = reader.bytes;
    reader.socket.send(Buffer.from('head -c 4194304 /dev/zero; exit\r'));
    await reader.until(() => reader.bytes >= before + 65_536, 'a window');
    // What is under way when the window is full has come, and no more does.
    let seen = 0;
    while (seen !== reader.bytes) {
      seen = reader.bytes;
      await rig.rig.manager.isAgentLoopRunning('c1');
      reader.socket.ping();
      await once(reader.socket, 'pong');
    }
    expect(reader.bytes - before).toBeLessThan(4 * 65_536);
    reader.say({ type: 'taken', bytes: 8 * 1_048_576 });
    for (let taken = reader.bytes; !reader.frames.some(({ type }) => type === 'exit');) {
      await reader.until(() => reader.bytes > taken || reader.frames.length > 1, 'more');
      if (reader.bytes > taken) reader.say({ type: 'taken', bytes: reader.bytes - taken });
      taken = reader.bytes;
    }
    expect(reader.bytes - before).toBeGreaterThanOrEqual(4_194_304);
  });

  it('ends with everything in it when the client goes', async () => {
    await using rig = await running();
    const reader = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    await reader.type(`setsid sh -c 'echo "go"es $$; exec sleep 98781' &\r`, /goes (\d+)\r/);
    const pid = Number(/goes (\d+)\r/.exec(reader.text)?.[1]);
    expect(isAlive(pid)).toBe(true);
    reader.socket.terminate();
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
    await expect.poll(() => rig.realtime.connections.size, { timeout: 5_000 }).toBe(0);
    expect(rig.rig.log.lines.map(({ message }) => message)).toContain('A shell was closed');
  });

  it('ends when the conversation is stopped, deleted, or the server ends', async () => {
    await using rig = await running();
    await using first = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    await first.frame('open');
    await rig.rig.manager.closeSession('c1');
    expect(await first.frame('error')).toMatchObject({ code: 'conversation_not_running' });
    expect((await first.closed).code).toBe(4_409);

    await rig.rig.manager.maybeStartAgentLoop('c1', { userId: 'mine' });
    await using second = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    await second.frame('open');
    await rig.rig.manager.deleteConversation('c1');
    await second.closed;

    await rig.rig.begin('c2', 'Hello', 'mine');
    await using third = await TerminalReader.open(rig.terminalUrl('c2'), { headers });
    await third.frame('open');
    await rig.realtime.close(5);
    expect((await third.closed).code).toBe(1_001);
  });

  it('is closed when nothing happens in it', async () => {
    await using rig = await running({ terminal: { idleMinutes: 0.02 } });
    await using reader = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    expect(await reader.frame('error')).toMatchObject({ code: 'stream_closed', remedy: 'Open another one.' });
  });

  it('is one of four', async () => {
    await using rig = await running();
    await using readers = new AsyncDisposableStack();
    for (let count = 0; count < 4; count += 1) {
      const reader = readers.use(await TerminalReader.open(rig.terminalUrl('c1'), { headers }));
      await reader.frame('open');
    }
    await using fifth = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    expect(await fifth.frame('error')).toMatchObject({ code: 'too_many_requests' });
    expect((await fifth.closed).code).toBe(4_429);
  });

  it('is cut off when its client does not answer any more', async () => {
    await using rig = await running({ connections: new Connections({ beatSeconds: 0.05 }) });
    await using reader = await TerminalReader.open(rig.terminalUrl('c1'), { headers, autoPong: false });
    expect((await reader.closed).code).toBe(1_006);
    await expect.poll(() => rig.realtime.connections.size, { timeout: 5_000 }).toBe(0);
  });

  test.each([
    ['what is not JSON', '{', 4_422],
    ['what is no request', '{"type":"resize","columns":0,"rows":5}', 4_422],
  ])('%s ends it with the reason', async (_what, text, code) => {
    await using rig = await running();
    await using reader = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    await reader.frame('open');
    reader.socket.send(text);
    expect(await reader.frame('error')).toMatchObject({ code: 'request_invalid' });
    expect((await reader.closed).code).toBe(code);
  });

  test.each([
    ['no key', 'c1', {}, 'unauthorized', 4_401],
    ['somebody else', 'c1', { 'x-session-api-key': KEYS.theirs }, 'conversation_not_found', 4_404],
    ['an unknown conversation', 'c9', headers, 'conversation_not_found', 4_404],
    ['a cookie without an origin', 'c1', { cookie: 'login=yes' }, 'origin_refused', 4_403],
    ['a conversation that does not run', 'still', headers, 'conversation_not_running', 4_409],
  ])('is refused to %s', async (_who, id, given, code, closeCode) => {
    await using rig = await running();
    await rig.rig.record('still', 'mine');
    await using reader = await TerminalReader.open(rig.terminalUrl(id), { headers: given });
    const { message, remedy } = await reader.frame('error');
    expect([message, remedy].every((text) => text !== '')).toBe(true);
    expect(await reader.closed).toEqual({ code: closeCode, reason: code });
    expect(rig.realtime.connections.size).toBe(0);
    expect(await rig.rig.manager.isAgentLoopRunning('still')).toBe(false);
  });

  test.each(['columns=0&rows=5', 'columns=80', 'columns=80&rows=9999', 'columns=x&rows=1'])(
    'is refused with the size %s',
    async (query) => {
      await using rig = await RealtimeRig.start();
      await rig.rig.record('c1', 'mine');
      await using reader = await TerminalReader.open(rig.terminalUrl('c1', query), { headers });
      expect(await reader.frame('error')).toMatchObject({ code: 'request_invalid' });
    },
  );

  it('is refused where the server does not permit it, with what to do', async () => {
    await using rig = await running({ terminal: { interactive: false } });
    await using reader = await TerminalReader.open(rig.terminalUrl('c1'), { headers });
    expect(await reader.frame('error')).toMatchObject({
      code: 'forbidden',
      remedy: expect.stringContaining('terminal.interactive'),
    });
    expect((await reader.closed).code).toBe(4_403);
  });

  it('is refused to pages of other origins before there is a socket', async () => {
    await using rig = await RealtimeRig.start();
    const socket = new WebSocket(rig.terminalUrl('c1'), {
      headers: { ...headers, origin: 'https://evil.example' },
    });
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(403);
    socket.on('error', () => undefined).terminate();
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
