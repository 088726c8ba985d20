import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../main.ts', import.meta.url));
const SECONDS = 1_000;

let home: string;
let started: ChildProcessWithoutNullStreams[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'capstan-serve-'));
  started = [];
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

function capstan(...args: string[]): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env['PATH'], HOME: home, CAPSTAN_HOME: home };
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, cwd: home });
  started.push(child);
  return child;
}

async function ended(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code };
}

/** What it says until it says that it listens, all of it. */
async function listening(child: ChildProcessWithoutNullStreams): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (/^ {2}Settings .*\n/m.test(said)) return said;
  }
  throw new Error(`It ended: ${said}${await text(child.stderr)}`);
}

describe('capstan serve', () => {
  it(
    'says where it listens and how to get in, and ends with the signal',
    { timeout: 30 * SECONDS },
    async () => {
      const child = capstan('serve', '--port', '0');
      const said = await listening(child);
      const url = /listens on (http:\/\/127[.]0[.]0[.]1:\d+) /.exec(said)?.[1] ?? '';
      const link = /Log in +(\S+)/.exec(said)?.[1] ?? '';
      expect(link.startsWith(`${url}/`)).toBe(true);

      expect((await fetch(`${url}/health`)).status).toBe(200);
      expect((await fetch(`${url}/metrics`)).status).toBe(401);
      const entered = await fetch(link, { redirect: 'manual' });
      expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly/i);
      const again = await fetch(link, { redirect: 'manual' });
      expect(again.headers.get('set-cookie')).toBeNull();

      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
    },
  );

  it('names the way out when the port is taken', { timeout: 30 * SECONDS }, async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { stderr, stdout, code } = await ended(capstan('serve', '--port', String(port)));
    other.close();
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 cannot be used: another program listens there`);
    expect(stderr).toContain('→ Choose another address with --port');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('starts with nothing that it does not understand', { timeout: 30 * SECONDS }, async () => {
    await writeFile(join(home, 'capstan.toml'), '[server]\nprot = 1\n[llm]\napi_key = 5\n');
    const { stderr, code } = await ended(capstan('serve', '--max-concurrent', 'many'));
    expect(stderr.split('\n')).toEqual([
      'capstan: 3 settings cannot be used:',
      `  - server.prot (${home}/capstan.toml:2) is no setting; did you mean server.port?`,
      '  - core.max_concurrent_conversations (--max-concurrent) is "many", but must be a whole number of at least 1',
      `  - llm.api_key (${home}/capstan.toml:4) must be text, or none`,
      '  → `capstan config` shows where each value comes from.',
      '',
    ]);
    expect(code).toBe(2);
  });

  it('keeps the log on standard error, as JSON when asked for', { timeout: 30 * SECONDS }, async () => {
    const child = capstan('serve', '-p', '0', '--json-logs', '--log-level', 'debug');
    const logged = text(child.stderr);
    const url = /listens on (\S+) /.exec(await listening(child))?.[1] ?? '';
    await fetch(`${url}/api/settings`);
    child.kill('SIGINT');
    const lines = (await logged).split('\n').filter((line) => line.startsWith('{'));
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 'info', path: '/api/settings', status: 401 }),
    );
    const key = await readFile(join(home, 'session.key'), 'utf8');
    expect(lines.join('\n')).not.toContain(key.trim());
  });
});

describe('capstan config', () => {
  it('shows every value and where it comes from', { timeout: 30 * SECONDS }, async () => {
    await writeFile(
      join(home, 'config.toml'),
      '[server]\nport = 4000\n[security]\nconfirmation_mode = true\n',
    );
    const shown = await ended(capstan('config', '--host', '::1'));
    expect(shown.stdout).toMatch(/^server\.port +4000 +\S+config\.toml:2$/m);
    expect(shown.stdout).toMatch(/^server\.host +::1 +--host$/m);
    expect(shown.stderr).toContain('capstan: warning: [security]');
    expect(shown.code).toBe(0);

    const { stdout } = await ended(capstan('config', '--json'));
    const { settings, file } = JSON.parse(stdout);
    expect(file).toBe(join(home, 'config.toml'));
    expect(settings).toContainEqual(
      expect.objectContaining({ name: 'server.home', value: home, origin: '$CAPSTAN_HOME' }),
    );
  });
});
