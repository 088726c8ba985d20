import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importTrajectory } from '@capstan/events';
import { script, startScriptedModel, turn, type ScriptedModel, type TurnInput } from '@capstan/llm/scripted';
import { capstan, temporaryFolder, type ProgramOptions, type ProgramRun } from './support/capstan-process.ts';
import { requires } from './support/requirement.ts';
import { expectSoundLog, storedLog } from './support/stored-log.ts';

const sandbox = requires('bubblewrap');
const KEY = { OPENAI_COMPATIBLE_API_KEY: 'sk-0123456789abcdef' };
const bash = (command: string, risk = 'LOW') => turn.call('execute_bash', { command, security_risk: risk });
const done = turn.call('finish', { message: 'All of it is done.' });

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

interface Place {
  home: string;
  workspace: string;
  server: ScriptedModel;
  run: (args: string[], options?: Partial<ProgramOptions>) => Promise<ProgramRun>;
}

/** A home, a workspace and a model, and the way to start the program with them. */
async function place(turns: TurnInput[]): Promise<Place> {
  const home = await temporaryFolder();
  const server = await startScriptedModel({ script: script(turns) });
  opened.push(home, server);
  const workspace = join(home.path, 'workspace');
  await mkdir(workspace);
  const model = ['--model', 'openai-compatible/scripted', '--base-url', server.baseUrls['openai-chat']];
  return {
    home: home.path,
    workspace,
    server,
    run: (args, options) =>
      capstan(['run', ...args, ...model, '--workspace', workspace], {
        home: home.path,
        env: KEY,
        ...options,
      }),
  };
}

describe.skipIf(!sandbox.available)('capstan run', () => {
  it('does a task in a sandbox and leaves its work in the workspace', async () => {
    const at = await place([
      bash('echo hello > greeting.txt && pwd'),
      turn.call('str_replace_editor', {
        command: 'create',
        path: '{{ toolResult /Current working directory: (\\S+?)\\]/ }}/made.txt',
        file_text: 'made\n',
        security_risk: 'LOW',
      }),
      done,
    ]);
    const run = await at.run(['do it', '--json']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.result).toMatchObject({ outcome: 'finished', message: 'All of it is done.', steps: 3 });
    expect(await readFile(join(at.workspace, 'greeting.txt'), 'utf8')).toBe('hello\n');
    expect(await readFile(join(at.workspace, 'made.txt'), 'utf8')).toBe('made\n');
    expect(at.server.requests.flatMap((request) => request.problems)).toEqual([]);
    await expectSoundLog(at.home, run);
  });

  it('shows a person what happens, and nothing from inside drives the terminal', async () => {
    const at = await place([bash("printf 'a\\033]0;evil\\007b\\033[2Jc\\n'; exit 3"), done]);
    const run = await at.run(['look around']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('› look around');
    expect(run.stdout).toContain('│ abc');
    expect(run.stdout).toContain('✗ exit 3');
    expect(run.stdout).toContain('✔ All of it is done.');
    expect(run.stdout).not.toContain('\u001b');
  });

  it('Ctrl-C stops the command, keeps the log, and the conversation goes on when it is resumed', async () => {
    const at = await place([bash('touch begun; sleep 60; touch ended'), bash('echo again'), done]);
    const stopped = await at.run(['do it', '--json'], {
      onLine: (line, kill) => {
        if (line.includes('"action":"run"'))
          void existing(join(at.workspace, 'begun')).then(() => kill('SIGINT'));
      },
    });
    expect(stopped.exitCode).toBe(130);
    expect(stopped.result).toMatchObject({ outcome: 'stopped' });
    const { conversationId } = await expectSoundLog(at.home, stopped);
    const resumed = await at.run(['go on', '--resume', conversationId, '--json']);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    await expectSoundLog(at.home, resumed);
    await expect(access(join(at.workspace, 'ended'))).rejects.toThrow(/ENOENT/);
  });

  it('a program that was killed while a command ran takes its result when it is resumed', async () => {
    const at = await place([bash('echo once >> count; sleep 1; echo slow but sure'), done]);
    const killed = await at.run(['do it', '--json'], {
      onLine: (line, kill) => {
        if (line.includes('"action":"run"'))
          void existing(join(at.workspace, 'count')).then(() => kill('SIGKILL'));
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    const { conversationId } = await storedLog(at.home);
    const resumed = await at.run(['--resume', conversationId, '--json']);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(resumed.stdout).toContain('slow but sure');
    expect(await readFile(join(at.workspace, 'count'), 'utf8')).toBe('once\n');
    await expectSoundLog(at.home, resumed);
  });

  it('a conversation that another process runs is left alone', async () => {
    const at = await place([bash('touch begun; sleep 60'), done]);
    const second = Promise.withResolvers<ProgramRun>();
    const first = at.run(['do it', '--json'], {
      onLine: (line, kill) => {
        if (!line.includes('"action":"run"')) return;
        void existing(join(at.workspace, 'begun'))
          .then(() => storedLog(at.home))
          .then(({ conversationId }) => at.run(['--resume', conversationId, '--json']))
          .then((run) => {
            second.resolve(run);
            kill('SIGTERM');
          }, second.reject);
      },
    });
    const refused = await second.promise;
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/is run by process \d+/);
    expect((await first).exitCode).toBe(130);
  });

  it('saves a trajectory, and replays it without a model', async () => {
    const at = await place([bash('echo one >> log.txt'), bash('echo two >> log.txt'), done]);
    const file = join(at.home, 'trajectory.json');
    const recorded = await at.run(['do it', '--json', '--trajectory', file]);
    expect(recorded.exitCode).toBe(0);
    const trajectory = importTrajectory(JSON.parse(await readFile(file, 'utf8')));
    expect(trajectory.map((event) => event.id)).toEqual(recorded.events.map((event) => event.id));
    const elsewhere = join(at.home, 'elsewhere');
    await mkdir(elsewhere);
    const args = ['run', '--replay', file, '--workspace', elsewhere, '--json'];
    const replayed = await capstan(args, { home: at.home });
    expect(replayed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(replayed.result).toMatchObject({ outcome: 'finished', usd: 0, unpricedCalls: 0, steps: 3 });
    expect(await readFile(join(elsewhere, 'log.txt'), 'utf8')).toBe('one\ntwo\n');
    await expectSoundLog(at.home, replayed);
  });

  it('with confirmation and nobody to ask it waits, and says how to go on', async () => {
    const at = await place([bash('touch safe'), bash('touch risky', 'HIGH'), done]);
    const run = await at.run(['do it', '--json', '--confirm', 'above-medium']);
    expect(run).toMatchObject({ exitCode: 4, stderr: '' });
    await access(join(at.workspace, 'safe'));
    await expect(access(join(at.workspace, 'risky'))).rejects.toThrow(/ENOENT/);
    const { conversationId } = await expectSoundLog(at.home, run);
    const again = await at.run(['--resume', conversationId, '--json']);
    expect(again.exitCode).toBe(4);
    const allowed = await at.run(['--resume', conversationId, '--json', '--confirm', 'never']);
    expect(allowed).toMatchObject({ exitCode: 0, stderr: '' });
    await access(join(at.workspace, 'risky'));
    await expectSoundLog(at.home, allowed);
  });

  it('a message in place of a decision means no, and is the next thing the agent hears', async () => {
    const at = await place([bash('touch risky', 'HIGH'), done]);
    const asked = await at.run(['do it', '--json', '--confirm', 'always']);
    expect(asked.exitCode).toBe(4);
    const { conversationId } = await expectSoundLog(at.home, asked);
    const refused = await at.run(['leave that alone', '--resume', conversationId, '--json']);
    expect(refused).toMatchObject({ exitCode: 0, stderr: '' });
    await expect(access(join(at.workspace, 'risky'))).rejects.toThrow(/ENOENT/);
    expect(refused.events.map((event) => event.message)).toContain('leave that alone');
    await expectSoundLog(at.home, refused);
  });

  it('the task may come from a file or be piped in', async () => {
    const at = await place([done]);
    const file = join(at.home, 'task.md');
    await writeFile(file, 'from a file');
    expect((await at.run(['--file', file, '--json'])).events[1]?.message).toBe('from a file');
    expect((await at.run(['--json'], { stdin: 'piped in' })).events[1]?.message).toBe('piped in');
  });

  it('keys of this process reach neither the sandbox nor the log', async () => {
    const at = await place([bash(`env; echo ${KEY.OPENAI_COMPATIBLE_API_KEY}`), done]);
    const run = await at.run(['do it', '--json']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).not.toContain(KEY.OPENAI_COMPATIBLE_API_KEY);
    expect(run.stdout).toContain('<secret_hidden>');
    const output = run.events.find((event) => event.observation === 'run');
    expect(output?.observation === 'run' ? output.content : '').not.toContain('OPENAI_COMPATIBLE_API_KEY');
  });

  it('the demo mends a real defect', async () => {
    const at = await place([]);
    const run = await capstan(['run', '--demo', '--workspace', at.workspace, '--json'], { home: at.home });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const outputs = run.events.flatMap((event) => (event.observation === 'run' ? [event.content] : []));
    expect(outputs[0]).toContain('not ok - the discount is taken off once');
    expect(outputs.at(-1)).not.toContain('not ok');
    await expectSoundLog(at.home, run);
  });
});

/** Resolves once a file is there; the whole test is bounded. */
async function existing(file: string): Promise<void> {
  for (;;) {
    try {
      await access(file);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

it.skipIf(!sandbox.available)('a run whose reader goes away stops in order, and can be resumed', async () => {
  const at = await place([bash('echo one'), bash('echo two; sleep 0.3'), bash('echo three'), done]);
  const run = await at.run(['do it', '--json'], { linesWanted: 4 });
  expect(run).toMatchObject({ exitCode: 130, stderr: '' });
  const { conversationId, state } = await storedLog(at.home);
  expect(state).toMatchObject({ agentState: 'stopped', pending: null, openResponse: null });
  const resumed = await at.run(['--resume', conversationId, '--json']);
  expect(resumed).toMatchObject({ exitCode: 0, stderr: '' });
});

describe.skipIf(!sandbox.available)('variables and secrets', () => {
  it('a variable reaches every command, a secret only those that name it, and neither the log nor the screen', async () => {
    const at = await place([
      bash('echo "mode is $MODE"; env | grep -c LEASE_TOK'),
      bash('printf %s "$RELEASE_TOKEN" | sha256sum; echo "$RELEASE_TOKEN"'),
      done,
    ]);
    const secret = 'a secret of some length';
    const args = ['do it', '--json', '--env', 'MODE=fast lane', '--secret', 'RELEASE_TOKEN'];
    const run = await at.run(args, { env: { ...KEY, RELEASE_TOKEN: secret } });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const [first = '', second = ''] = run.events.flatMap((event) =>
      event.observation === 'run' ? [event.content] : [],
    );
    expect(first).toContain('mode is fast lane\n0');
    expect(second).toContain(createHash('sha256').update(secret).digest('hex'));
    expect(second).toContain('<secret_hidden>');
    expect(run.stdout).not.toContain(secret);
  });

  it('a key in the task itself is stored nowhere in clear', async () => {
    const at = await place([done]);
    const run = await at.run([`use ${KEY.OPENAI_COMPATIBLE_API_KEY} for it`, '--json']);
    expect(run.exitCode).toBe(0);
    const folder = join(at.home, 'capstan');
    const files = (await readdir(folder)).filter((file) => file.startsWith('capstan.db'));
    const stored = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
    expect(stored.join('')).toContain('secret_hidden');
    expect(stored.join('')).not.toContain(KEY.OPENAI_COMPATIBLE_API_KEY);
  });

  it('a secret that is not set is named before anything begins', async () => {
    const at = await place([done]);
    const run = await at.run(['do it', '--secret', 'NOWHERE']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/^capstan: The secret NOWHERE is not set\n {2}→ /);
  });

  it('commits carry the name of the person', async () => {
    const at = await place([
      bash('git init -q . && touch a && git add a && git commit -qm a && git log --format=%an'),
      done,
    ]);
    await writeFile(
      join(at.home, '.gitconfig'),
      '[user]\n\tname = Ada Example\n\temail = ada@example.invalid\n',
    );
    const run = await at.run(['do it', '--json']);
    expect(run.stdout).toContain('Ada Example');
  });
});
