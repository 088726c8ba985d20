import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { script, startScriptedModel, turn, type ScriptedModel, type TurnInput } from '@capstan/llm/scripted';
import { capstan, temporaryFolder, type ProgramRun } from './support/capstan-process.ts';
import { requires } from './support/requirement.ts';
import { expectSoundLog, storedLog } from './support/stored-log.ts';

const KEY = { OPENAI_COMPATIBLE_API_KEY: 'test-key-of-no-worth' };

/** One line on what is wrong and one on what to do, and nothing else: no stack, no key. */
function expectClear(run: ProgramRun, exitCode: number, problem: RegExp, remedy: RegExp): void {
  const lines = run.stderr.trimEnd().split('\n');
  expect(lines.length === 2 ? '' : run.stderr).toBe('');
  expect(lines[0]).toMatch(/^capstan: /);
  expect(lines[0]).toMatch(problem);
  expect(lines[1]).toMatch(/^ {2}→ /);
  expect(lines[1]).toMatch(remedy);
  expect(run.stderr + run.stdout).not.toContain(KEY.OPENAI_COMPATIBLE_API_KEY);
  expect(run.exitCode).toBe(exitCode);
}

interface Try {
  turns?: TurnInput[];
  expectKey?: string;
  args?: string[];
  env?: Record<string, string>;
  task?: string;
}

/** Runs a task in a fresh home and workspace against a scripted model. */
async function attempt({
  turns = [turn.text('hi')],
  expectKey,
  args = [],
  env = KEY,
  task = 'do it',
}: Try): Promise<{
  run: ProgramRun;
  home: string;
  server: ScriptedModel;
}> {
  const home = await temporaryFolder();
  const server = await startScriptedModel({
    script: script(turns),
    ...(expectKey === undefined ? {} : { expectKey }),
  });
  opened.push(home, { [Symbol.asyncDispose]: () => server.close() });
  await mkdir(join(home.path, 'workspace'));
  const run = await capstan(
    [
      'run',
      ...(task === '' ? [] : [task]),
      '--workspace',
      join(home.path, 'workspace'),
      '--runtime',
      'cli',
      '--model',
      'openai-compatible/scripted',
      '--base-url',
      server.baseUrls['openai-chat'],
      '--json',
      ...args,
    ],
    { home: home.path, env },
  );
  return { run, home: home.path, server };
}

const opened: AsyncDisposable[] = [];

afterAll(async () => {
  for (const one of opened.toReversed()) await one[Symbol.asyncDispose]();
});

describe('the model', () => {
  it('an unknown provider: the known ones are named, nothing was begun', async () => {
    const { run, home } = await attempt({ args: ['--model', 'nowhere/x'] });
    expectClear(run, 2, /nowhere/, /provider\/model/);
    expect(run.stderr).toContain('anthropic');
    expect(await readdir(join(home, 'workspace'))).toEqual([]);
  });

  it('no model at all', async () => {
    const home = await temporaryFolder();
    opened.push(home);
    expectClear(
      await capstan(['run', 'do it'], { home: home.path }),
      2,
      /No model is configured/,
      /--model.*--demo/,
    );
  });

  it('a missing key: the variable is named', async () => {
    const { run } = await attempt({ args: ['--model', 'anthropic/claude-x'], env: {} });
    expectClear(run, 2, /ANTHROPIC_API_KEY/, /environment variable/);
  });

  it('a wrong key', async () => {
    const { run, home } = await attempt({ expectKey: 'another key' });
    expectClear(run, 1, /401|key|authent/i, /API key/);
    const { state } = await expectSoundLog(home, run);
    expect(state.agentState).toBe('error');
  });

  it('an address where nobody is', async () => {
    const { run, home } = await attempt({
      args: ['--base-url', 'http://127.0.0.1:9/v1', '--retry-wait', '0.05'],
    });
    expectClear(run, 1, /127\.0\.0\.1:9/, /base URL/);
    await expectSoundLog(home, run);
  });

  it('a model that stays overloaded', async () => {
    const { run, server } = await attempt({
      turns: [turn.fault('overloaded', { times: 'always' })],
      args: ['--attempts', '3', '--retry-wait', '0.05'],
    });
    expectClear(run, 1, /overloaded|503|529/i, /later|another model/);
    expect(server.requestCount).toBe(3);
  });

  it('a rate limit is waited for, then the run goes on', async () => {
    const { run } = await attempt({
      turns: [
        turn.fault('rate-limit', { times: 2, retryAfterSeconds: 0.1 }),
        turn.call('finish', { message: 'done' }),
      ],
      args: ['--attempts', '1'],
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.events.filter((event) => 'resume_at' in event)).toHaveLength(2);
  });

  it('after an error the same conversation is resumed and ends well', async () => {
    const { run, home, server } = await attempt({
      turns: [turn.fault('server-error'), turn.call('finish', { message: 'done' })],
      args: ['--attempts', '1'],
    });
    expect(run.exitCode).toBe(1);
    const { conversationId } = await storedLog(home);
    const args = ['run', '--resume', conversationId, '--base-url', server.baseUrls['openai-chat'], '--json'];
    const resumed = await capstan(args, { home, env: KEY });
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    await expectSoundLog(home, resumed);
  });
});

describe('what the model answers', () => {
  it('malformed arguments and unknown tools are told to the model, and the run goes on', async () => {
    const { run, home } = await attempt({
      turns: [
        turn.calls([{ name: 'execute_bash', rawArguments: '{"command": "ls' }]),
        turn.call('teleport', { where: 'home' }),
        turn.call('execute_bash', { cmd: 'ls' }),
        turn.call('finish', { message: 'done' }),
      ],
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const { events } = await expectSoundLog(home, run);
    expect(events.filter((event) => event.observation === 'error').map((event) => event.message)).toEqual([
      expect.stringContaining('Failed to parse tool call arguments'),
      expect.stringContaining('There is no tool named teleport'),
      expect.stringContaining('Unexpected argument "cmd"'),
    ]);
  });

  it('gives up after too many of them', async () => {
    const { run } = await attempt({ turns: Array.from({ length: 6 }, () => turn.call('teleport', {})) });
    expectClear(run, 1, /5 answers in a row/, /./);
  });

  it('the limit of steps has an exit code of its own', async () => {
    const { run } = await attempt({
      turns: Array.from({ length: 4 }, () => turn.call('think', { thought: 'hm' })),
      args: ['--max-iterations', '2'],
    });
    expectClear(run, 5, /maximum iteration/, /--max-iterations/);
  });

  it('a question ends the run with the exit code for waiting', async () => {
    const { run } = await attempt({ turns: [turn.text('Which one?')] });
    expect(run).toMatchObject({ exitCode: 4, stderr: '' });
    expect(run.result).toMatchObject({ outcome: 'waiting', message: 'Which one?' });
  });
});

describe('the command line', () => {
  it.each([
    [['--file', 'missing.md'], '', /missing\.md does not exist/, /--file/],
    [
      ['--max-iterations', 'many'],
      'do it',
      /--max-iterations must be a positive number, got "many"/,
      /--help/,
    ],
    [['--confirm', 'maybe'], 'do it', /--confirm must be/, /--help/],
    [['--runtime', 'mainframe'], 'do it', /mainframe/, /local, cli/],
    [['--workspace', '/no/such/folder'], 'do it', /\/no\/such\/folder/, /Create the folder/],
    [['--resume', 'no-such-id'], '', /no-such-id/, /id/],
    [['--replay', 'missing.json'], '', /missing\.json/, /JSON file/],
    [['--demo'], 'do it', /cannot go together/, /--help/],
  ])('%j', async (args, task, problem, remedy) => {
    const { run } = await attempt({ args, task });
    expectClear(run, 2, problem, remedy);
  });

  it('an unknown option', async () => {
    const home = await temporaryFolder();
    opened.push(home);
    expect(await capstan(['run', '--frobnicate'], { home: home.path })).toMatchObject({ exitCode: 2 });
  });

  it('no task, and nothing piped in', async () => {
    const { run } = await attempt({ task: '' });
    expectClear(run, 2, /task is empty/, /capstan run "task"/);
  });
});

describe('the disk', () => {
  it('a database that is none: it is named and left alone', async () => {
    const home = await temporaryFolder();
    opened.push(home);
    await mkdir(join(home.path, 'capstan'));
    await writeFile(join(home.path, 'capstan', 'capstan.db'), 'this is not a database, '.repeat(500));
    const run = await capstan(['run', 'x', '--model', 'ollama/x', '--runtime', 'cli'], { home: home.path });
    expectClear(run, 6, /capstan\.db/, /backup|away/);
  });

  it('a home that cannot be made', async () => {
    const home = await temporaryFolder();
    opened.push(home);
    const env = { CAPSTAN_HOME: '/proc/capstan/home' };
    const run = await capstan(['run', 'x', '--model', 'ollama/x', '--runtime', 'cli'], {
      home: home.path,
      env,
    });
    expectClear(run, 6, /\/proc\/capstan/, /CAPSTAN_HOME/);
  });

  const root = requires('mounting');

  it.skipIf(!root.available)('a workspace on a read-only disk', async () => {
    const home = await temporaryFolder();
    opened.push(home);
    const place = mounted(home.path, 'ro,size=1m');
    const run = await capstan(['run', 'x', '--model', 'ollama/x', '--workspace', place], { home: home.path });
    expectClear(run, 2, /cannot be written/, /permission|workspace/);
  });

  describe.skipIf(!root.available)('that is full', () => {
    let server: ScriptedModel;
    beforeAll(async () => {
      const noise = turn.call('execute_bash', {
        command: 'head -c 20000 /dev/urandom | base64',
        security_risk: 'LOW',
      });
      server = await startScriptedModel({
        script: script([
          ...Array.from({ length: 60 }, () => noise),
          turn.call('finish', { message: 'done' }),
        ]),
      });
    });
    afterAll(() => server.close());

    it('ends the run, keeps everything acknowledged, and lets it be resumed once there is room', async () => {
      const home = await temporaryFolder();
      opened.push(home);
      await mkdir(join(home.path, 'workspace'));
      const place = mounted(home.path, 'size=2m');
      const env = { ...KEY, CAPSTAN_HOME: place };
      const flags = ['--base-url', server.baseUrls['openai-chat'], '--json'];
      const start = [
        'run',
        'x',
        '--runtime',
        'cli',
        '--model',
        'openai-compatible/x',
        '--workspace',
        join(home.path, 'workspace'),
      ];
      const full = await capstan([...start, ...flags], { home: home.path, env });
      expectClear(full, 6, /full|space/i, /space/);
      const acknowledged = full.events.length;
      expect(acknowledged).toBeGreaterThan(4);
      execFileSync('mount', ['-o', 'remount,size=64m', place]);
      const conversationId = String(full.result['conversationId']);
      const resumed = await capstan(['run', '--resume', conversationId, ...flags], { home: home.path, env });
      expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
      const ids = [...full.events, ...resumed.events].map((event) => event.id);
      expect(ids).toEqual(ids.map((_, index) => index));
    });
  });
});

/** A small file system of its own, unmounted when the tests are done. */
function mounted(home: string, options: string): string {
  const place = join(home, 'disk');
  execFileSync('mkdir', [place]);
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
  opened.push({
    [Symbol.asyncDispose]: () => {
      execFileSync('umount', [place]);
      return Promise.resolve();
    },
  });
  return place;
}
