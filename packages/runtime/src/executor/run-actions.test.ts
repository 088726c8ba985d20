import { existsSync, readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ObservationDraft, ObservationOfName, Runtime } from '@capstan/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { execute, output, run, RuntimeRig } from '../../test/runtime-rig.ts';

type Command = Pick<ObservationOfName<'run'>, 'content' | 'extras' | 'success'>;

function commandOf(observation: ObservationDraft): Command {
  if (observation.observation !== 'run')
    throw new Error(`${observation.observation}: ${observation.content}`);
  return observation;
}

describe('commands', () => {
  let rig: RuntimeRig;
  let runtime: Runtime;

  beforeAll(async () => {
    rig = new RuntimeRig();
    runtime = await rig.start('cli', { noChangeTimeoutSeconds: 0.3 });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  const ask = async (command: string, args: Parameters<typeof run>[1] = {}): Promise<Command> =>
    commandOf(await execute(runtime, run(command, args)));
  const input = (text: string): Promise<Command> => ask(text, { is_input: true });

  afterEach(async () => {
    // Whatever a test left running.
    await execute(runtime, run('C-c', { is_input: true }));
  });

  it('tell how they ended and where', async () => {
    const { content, extras, success } = await ask('echo out; cd /; false');
    expect({ content, success }).toEqual({ content: 'out\n', success: false });
    expect(extras).toEqual({
      command: 'echo out; cd /; false',
      hidden: false,
      metadata: {
        exit_code: 1,
        pid: expect.any(Number),
        username: userInfo().username,
        hostname: hostname(),
        working_dir: '/',
        py_interpreter_path: null,
        prefix: '',
        suffix: '\n[The command completed with exit code 1.]',
      },
    });
    await ask(`cd ${rig.workspace}`);
  });

  it.each([
    ['tabs and blanks', String.raw`printf '\ta  b \t\n'`, '\ta  b \t\n'],
    ['blank lines around', String.raw`printf '\n\n x\n\n\n'`, '\n\n x\n\n\n'],
    ['no line end', 'printf end', 'end'],
    ['escape codes', String.raw`printf '\033[31mred\033[0m'`, '\x1b[31mred\x1b[0m'],
    ['a heredoc', 'cat <<E\n$((1+1))\n  b\nE', '2\n  b\n'],
    ['several commands', 'echo a\necho b', 'a\nb\n'],
    ['an overwritten line', String.raw`printf '1\r2\n'`, '1\r2\n'],
    ['nothing', 'true', ''],
  ])('give back %s byte for byte', async (_, command, expected) => {
    expect((await ask(command)).content).toBe(expected);
  });

  it('are left running when they fall silent, and go on when asked', async () => {
    const first = await ask('echo one; read -p "name? " name; echo "hello $name"');
    expect(first.content).toBe('one\nname? ');
    expect(first.extras.metadata).toMatchObject({ exit_code: -1, working_dir: null });
    expect(first.extras.metadata.suffix).toContain('[The command has no new output after 0.3 seconds.');
    const second = await ask('');
    expect(second.content).toBe('');
    const third = await input('Ada');
    expect(third.content).toContain('hello Ada\n');
    expect(third.extras.metadata).toMatchObject({ exit_code: 0, prefix: '' });
    expect(third.extras.metadata.suffix).toBe('\n[The command completed with exit code 0.]');
  });

  it('show only what is new, and say that it goes on', async () => {
    const until = 'while ! test -e go; do sleep 0.01; done';
    const first = await ask(`echo one; ${until}; echo two; read x; echo three`);
    expect(first.content).toBe('one\n');
    expect(first.extras.metadata.prefix).toBe('');
    await ask('touch go', { is_static: true });
    const second = await ask('');
    expect(second.content).toBe('two\n');
    expect(second.extras.metadata.prefix).toBe('[Below is the output of the previous command.]\n');
    expect((await input('')).content).toBe('');
    await input('C-c');
  });

  it('are not executed while another one runs', async () => {
    await ask('read x');
    const refused = await ask('touch never');
    expect(refused.extras.metadata).toMatchObject({ exit_code: -1 });
    expect(refused.extras.metadata.suffix).toContain(
      'Your command "touch never" is NOT executed. The previous command is still running',
    );
    const stopped = await input('C-c');
    expect(stopped.extras.metadata.exit_code).toBe(130);
    expect(stopped.extras.metadata.suffix).toContain('CTRL+C was sent.');
    expect(existsSync(join(rig.workspace, 'never'))).toBe(false);
    expect(await output(runtime, 'echo free')).toBe('free');
  });

  it('with a timeout are waited for, silent or not, and left running after it', async () => {
    const blocking = run('sleep 0.6; echo done', { blocking: true });
    expect(commandOf(await execute(runtime, { ...blocking, timeout: 20 })).content).toBe('done\n');
    const slow = commandOf(await execute(runtime, { ...run('read x', { blocking: true }), timeout: 1 }));
    expect(slow.extras.metadata).toMatchObject({ exit_code: -1 });
    expect(slow.extras.metadata.suffix).toContain('[The command timed out after 1.0 seconds.');
  });

  it('that do not run can neither be read nor answered', async () => {
    expect(await ask('')).toMatchObject({
      content: 'ERROR: No previous running command to retrieve logs from.',
    });
    const answer = await input('y');
    expect(answer).toMatchObject({
      content: 'ERROR: No previous running command to interact with.',
      success: false,
    });
    expect(answer.extras.metadata).toMatchObject({ exit_code: -1, prefix: '', suffix: '' });
  });

  it('that print too much show beginning and end, and where the rest is', async () => {
    const { content, extras } = await ask('seq 20000');
    expect(content).toMatch(/^1\n2\n/);
    expect(content).toContain('\n[... Observation truncated due to length ...]\n');
    expect(content).toMatch(/\n20000\n$/);
    expect(content).toHaveLength(30_047);
    const path = /All of the output is in (\S+)\]/.exec(extras.metadata.suffix)?.[1] ?? '';
    expect(readFileSync(path, 'utf8')).toHaveLength(108_894);

    const large = await ask('seq 400000', { blocking: true });
    expect(large.content).toMatch(/^1\n2\n[^]*\n400000\n$/);
    const whole = /All of the output is in (\S+)\]/.exec(large.extras.metadata.suffix)?.[1] ?? '';
    expect(readFileSync(whole, 'utf8')).toMatch(/^1\n2\n[^]*\n400000\n$/);
  });

  it('that are hidden are not cut', async () => {
    const { content, extras } = await ask('seq 20000', { hidden: true });
    expect(content).toHaveLength(108_894);
    expect(extras.hidden).toBe(true);
  });

  it('that are static have a shell of their own', async () => {
    await ask('export KEPT=yes');
    const { content, extras } = await ask('echo "[$KEPT]" $PWD; cd /', { is_static: true, cwd: '/usr' });
    expect(content).toBe('[] /usr\n');
    expect(extras.metadata.exit_code).toBe(0);
    expect((await ask('echo $KEPT $PWD')).content).toBe(`yes ${rig.workspace}\n`);
    const missing = await execute(runtime, run('true', { is_static: true, cwd: '/no/such/folder' }));
    expect(missing).toMatchObject({
      observation: 'error',
      content: expect.stringContaining('/no/such/folder'),
    });
  });

  it('that are static end with their time', async () => {
    const late = commandOf(await execute(runtime, { ...run('sleep 71', { is_static: true }), timeout: 0.5 }));
    expect(late.extras.metadata.suffix).toContain('timed out after 0.5 seconds and was stopped');
    expect((await ask('pgrep -fx "sleep 71" | wc -l')).content).toBe('0\n');
  });

  it('asked for at the same time run one after the other', async () => {
    const results = await Promise.all(
      [1, 2, 3].map((n) => ask(`echo start ${n}; sleep 0.05; echo end ${n}`)),
    );
    expect(results.map(({ content }) => content)).toEqual([1, 2, 3].map((n) => `start ${n}\nend ${n}\n`));
  });

  it('that end the shell do not end the session', async () => {
    const { extras } = await ask('exit 3');
    expect(extras.metadata.exit_code).toBe(3);
    expect(extras.metadata.suffix).toContain('started again');
    expect(await output(runtime, 'echo $KEPT')).toBe('yes');
  });

  it('keep the exit code of the last one also after secrets were taken back', async () => {
    await using other = new RuntimeRig();
    const secretive = await other.start('cli', { secrets: { THE_KEY: 'very-secret' } });
    await execute(secretive, run('test -n "$THE_KEY"; (exit 7)'));
    expect(await output(secretive, 'echo $?; env | grep -c very-secre; true')).toBe('7\n0');
  });

  it('stop when they are cancelled', async () => {
    const cancel = new AbortController();
    const running = runtime.execute(run('echo begun; sleep 60'), {
      signal: cancel.signal,
      onOutput: ({ text }) => {
        if (text.includes('begun')) cancel.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await output(runtime, 'echo free')).toBe('free');
  });
});
