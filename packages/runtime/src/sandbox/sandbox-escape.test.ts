import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Runtime } from '@capstan/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { exitCode, output, RuntimeRig } from '../../test/runtime-rig.ts';
import { locateExecutorCode } from './executor-code.ts';
import { findProgram } from './program-path.ts';

const bubblewrap = requires('bubblewrap');
const python = findProgram('python3') !== undefined;

describe.skipIf(!bubblewrap.available)('what a command in the sandbox cannot do', () => {
  let rig: RuntimeRig;
  let runtime: Runtime;

  beforeAll(async () => {
    rig = new RuntimeRig();
    mkdirSync(join(homedir(), '.ssh'), { recursive: true });
    writeFileSync(join(homedir(), '.ssh/id_test'), 'private', { mode: 0o600 });
    process.env['CAPSTAN_TEST_HOST_KEY'] = 'sk-host-value';
    runtime = await rig.start('local', { network: 'off' });
  });

  afterAll(async () => {
    delete process.env['CAPSTAN_TEST_HOST_KEY'];
    await rig[Symbol.asyncDispose]();
  });

  it.each([
    '/etc/passwd',
    '/etc/new',
    '/usr/bin/new',
    '/new',
    '/.capstan/app/new',
    '/.capstan/compile-cache/new',
    '/proc/sys/kernel/core_pattern',
  ])('open %s for writing', async (path) => {
    expect(await exitCode(runtime, `: >> ${path}`)).not.toBe(0);
  });

  it('see the rest of the home', async () => {
    expect(await exitCode(runtime, `cat ${homedir()}/.ssh/id_test`)).not.toBe(0);
    expect(await output(runtime, 'ls -A ~')).toBe('.gitconfig');
  });

  it('see other folders beside the workspace, such as the state folder with its tokens', async () => {
    expect(await exitCode(runtime, `ls ${rig.stateDir}`)).not.toBe(0);
    expect(await output(runtime, `ls -A ${rig.folder}`)).toBe('workspace');
  });

  it('read what the machine keeps from ordinary users', async () => {
    const shadow = await output(runtime, 'cat /etc/shadow /etc/gshadow 2>/dev/null | wc -c');
    expect(shadow).toBe('0');
    expect(await output(runtime, 'find /etc -type f ! -perm -o=r ! -size 0 2>/dev/null | head')).toBe('');
  });

  it('find the environment of the program that started it', async () => {
    expect(
      await output(runtime, 'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -c sk-host; true'),
    ).toBe('0');
    expect(await output(runtime, 'wc -c < /proc/1/environ')).toBe('0');
  });

  it('find a token or a variable in a command line', async () => {
    const commands = await output(runtime, 'cat /proc/[0-9]*/cmdline | tr "\\0" " "');
    expect(commands).not.toContain(rig.folder.concat('/state'));
    expect(commands).not.toMatch(/token/i);
  });

  it('see or end processes outside', async () => {
    const outside = spawn('sleep', ['30']);
    try {
      expect(await exitCode(runtime, `kill -9 ${outside.pid}`)).not.toBe(0);
      expect(await output(runtime, 'ps -eo comm | grep -c sleep; true')).toBe('0');
      expect(outside.exitCode).toBeNull();
      expect(outside.signalCode).toBeNull();
    } finally {
      outside.kill('SIGKILL');
    }
  });

  it('gain capabilities or new namespaces', async () => {
    expect(await output(runtime, 'grep -h Cap /proc/self/status | grep -v 0000000000000000; true')).toBe('');
    expect(await exitCode(runtime, 'unshare --user --map-root-user true')).not.toBe(0);
    expect(await exitCode(runtime, 'mount -o remount,rw /usr')).not.toBe(0);
    expect(await exitCode(runtime, 'umount /proc/sys')).not.toBe(0);
    expect(await output(runtime, 'grep NoNewPrivs /proc/self/status | cut -f2')).toBe('1');
  });

  it.skipIf(!python)('remount what is read-only by the system call itself', async () => {
    const script = [
      'import ctypes, os',
      'libc = ctypes.CDLL(None, use_errno=True)',
      'MS_REMOUNT, MS_BIND = 32, 4096',
      'for path in (b"/usr", b"/etc", b"/", b"/.capstan/app/node_modules", b"/proc/sys"):',
      '    for flags in (MS_REMOUNT | MS_BIND, MS_REMOUNT):',
      '        if libc.mount(None, path, None, flags, None) == 0: print("remounted", path)',
      '    if libc.umount2(path, 2) == 0: print("unmounted", path)',
      'for flag in (0x10000000, 0x00020000, 0x40000000):',
      '    if libc.unshare(flag) == 0: print("unshared", hex(flag))',
    ].join('\n');
    writeFileSync(join(rig.workspace, 'escape.py'), script);
    expect(await output(runtime, 'python3 escape.py')).toBe('');
  });

  it('gain anything from the first process of the sandbox', async () => {
    expect(await output(runtime, 'grep -h Cap /proc/1/status | grep -v 0000000000000000; true')).toBe('');
    await output(runtime, 'kill -9 1');
    expect(await output(runtime, 'echo still here')).toBe('still here');
  });

  it('change a setting of the kernel', async () => {
    const files = 'find /proc -maxdepth 5 -path "/proc/[0-9]*" -prune -o -type f -print 2>/dev/null';
    const others = 'grep -vE "^/proc/(self|thread-self|pressure)/"';
    const writable = 'while read -r file; do [ -f "$file" ] && [ -w "$file" ] && echo "$file"; done; true';
    expect(await output(runtime, `${files} | ${others} | ${writable}`)).toBe('');
  });

  it('make devices or files of another owner', async () => {
    expect(await exitCode(runtime, 'mknod disk b 254 0')).not.toBe(0);
    expect(await exitCode(runtime, 'touch mine && chown 12345 mine')).not.toBe(0);
    expect(await exitCode(runtime, 'ls /dev/kmsg /dev/mem /dev/vda')).not.toBe(0);
  });

  it('reach the network or the loopback of the machine when the network is off', async () => {
    expect(await output(runtime, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).toBe('lo');
    expect(await exitCode(runtime, 'timeout 5 bash -c "exec 3<>/dev/tcp/1.1.1.1/53"')).not.toBe(0);
  });

  it('share memory or message queues with the machine', async () => {
    expect(await output(runtime, 'ipcs -m | tail -n +4 | wc -l')).toBe('1');
  });

  it('leave a setuid program in the workspace that counts', async () => {
    await output(runtime, 'cp /usr/bin/id here && chmod 4755 here');
    expect(await output(runtime, './here -u')).toBe(await output(runtime, 'id -u'));
  });
});

describe.skipIf(!bubblewrap.available)('what a command in the sandbox can do', () => {
  let rig: RuntimeRig;
  let runtime: Runtime;

  beforeAll(async () => {
    rig = new RuntimeRig();
    runtime = await rig.start('local', { network: 'off' });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('write to the workspace, at its own path, as its owner', async () => {
    expect(await output(runtime, 'pwd')).toBe(rig.workspace);
    await output(runtime, 'mkdir sub && echo text > sub/file');
    expect(readFileSync(join(rig.workspace, 'sub/file'), 'utf8')).toBe('text\n');
    const owner = statSync(rig.workspace);
    expect(statSync(join(rig.workspace, 'sub/file'))).toMatchObject({ uid: owner.uid, gid: owner.gid });
  });

  it('use a temporary folder, a home and a loopback of its own', async () => {
    expect(await exitCode(runtime, 'echo a > /tmp/a && echo b > ~/b && ls /tmp/a ~/b')).toBe(0);
    expect(await exitCode(runtime, 'bash -c "exec 3<>/dev/tcp/127.0.0.1/9" 2>&1 | grep -q refused')).toBe(0);
  });

  it('commit to git', async () => {
    const commit =
      'git init -q . && git add -A && git commit -q --allow-empty -m first && git log --format="%an %ae"';
    expect(await output(runtime, commit)).toBe('Capstan capstan@localhost');
  });

  it('know its user by name', async () => {
    expect(
      await exitCode(
        runtime,
        'test "$(whoami)" = "$USER" && test "$(getent passwd "$USER" | cut -d: -f6)" = "$HOME"',
      ),
    ).toBe(0);
  });
});

/** Whether everybody on this machine can reach the code of the executor. */
function codeIsOpen(): boolean {
  const { entry, node } = locateExecutorCode();
  return [entry, node].every((path) => {
    for (let at = dirname(path); at !== '/'; at = dirname(at)) {
      if ((statSync(at).mode & 0o001) === 0) return false;
    }
    return true;
  });
}

const root = requires('root');

describe.skipIf(!bubblewrap.available || !root.available || !codeIsOpen())(
  'a sandbox that root makes in the folder of somebody else',
  () => {
    it('works as that user', async () => {
      await using rig = new RuntimeRig('/tmp');
      chmodSync(rig.folder, 0o755);
      chownSync(rig.workspace, 4321, 4321);
      const runtime = await rig.start('local', { network: 'off' });
      expect(await output(runtime, 'id -u; id -g; touch new; cat /etc/shadow 2>/dev/null | wc -c')).toBe(
        '4321\n4321\n0',
      );
      expect(statSync(join(rig.workspace, 'new'))).toMatchObject({ uid: 4321, gid: 4321 });
      const owners = execFileSync('ps', ['-eo', 'user:20,comm'], { encoding: 'utf8' });
      expect(owners).toMatch(/^4321\s+capstan-executo/m);
    });
  },
);
