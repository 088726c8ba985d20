import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';

const run = promisify(execFile);
const setUp = fileURLToPath(new URL('.', import.meta.url));

let root = '';

/** A checkout in which all is ready, or seems to be: no test here installs anything. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'enter-'));
  await cp(setUp, join(root, 'scripts/setup'), { recursive: true });
  await mkdir(join(root, 'node_modules/.bin'), { recursive: true });
  await mkdir(join(root, 'node_modules/.capstan'));
  await symlink(process.execPath, join(root, 'node_modules/.bin/node'));
  await writeFile(join(root, 'package-lock.json'), '{"packages":{}}');
  await writeFile(join(root, 'node_modules/.capstan/package-lock.json'), '{"packages":{}}');
  await writeFile(join(root, 'node_modules/.capstan/ready'), `${join(root, 'node_modules/.bin/node')}\n`);
});

function enter(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ stdout: string; stderr: string }> {
  return run('sh', [join(root, 'scripts/setup/enter.sh'), ...args], { env: { ...process.env, ...env } });
}

it('hands over arguments, exit code and the path of the tools', async () => {
  const code =
    'console.log(process.argv.slice(1).join("|"), process.env.PATH.split(":")[0]); process.exit(7)';
  const failure = enter(['-e', code, 'a b', '']);
  await expect(failure).rejects.toMatchObject({ code: 7, stdout: `a b| ${root}/node_modules/.bin\n` });
});

it('becomes the program, so that signals reach it', async () => {
  const code =
    'process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1000); console.log(process.pid)';
  const child = spawn('sh', [join(root, 'scripts/setup/enter.sh'), '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(child.stdout, 'data');
  expect(Number(pid)).toBe(child.pid);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([9, null]);
});

it('sets up again when a file that was there is gone', async () => {
  await writeFile(join(root, 'node_modules/.capstan/ready'), '/nonexistent/bwrap\n');
  await writeFile(join(root, 'scripts/setup/main.mjs'), "console.log('set up'); process.exit(3);");
  await expect(enter(['-e', '0'])).rejects.toMatchObject({ code: 3, stdout: 'set up\n' });
});

it('sets up again when the lockfile changed', async () => {
  await writeFile(join(root, 'package-lock.json'), '{"packages":{"node_modules/x":{}}}');
  await writeFile(join(root, 'scripts/setup/main.mjs'), "console.log('set up');");
  expect((await enter(['-e', '0'])).stdout).toBe('set up\n');
});

it('says in one line that there is no Node to set up with', async () => {
  await writeFile(join(root, 'node_modules/.capstan/ready'), '/nonexistent\n');
  await writeFile(join(root, 'package-lock.json'), '{}');
  const bin = join(root, 'bin');
  await mkdir(bin);
  for (const name of ['sh', 'dirname', 'cmp', 'flock', 'mkdir', 'rm'])
    await symlink(`/usr/bin/${name}`, join(bin, name));
  await run('rm', [join(root, 'node_modules/.bin/node')]);
  const failure = enter([], { PATH: bin, npm_node_execpath: '' });
  await expect(failure).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^set-up: no Node was found.*\n$/),
  });
});

it('lets a Node that is too old say so', async () => {
  const old = 'Object.defineProperty(process.versions, "node", { value: "16.20.2" });';
  await writeFile(join(root, 'old.cjs'), old);
  const main = join(root, 'scripts/setup/main.mjs');
  await expect(run(process.execPath, ['--require', join(root, 'old.cjs'), main, root])).rejects.toMatchObject(
    {
      code: 1,
      stderr: 'set-up: Node 16.20.2 is too old. Install Node 18 or newer and run again.\n',
    },
  );
});

it('two at once: one sets up, the other waits for it', async () => {
  await writeFile(join(root, 'package-lock.json'), '{"packages":{"node_modules/x":{}}}');
  const main = `import { appendFileSync, copyFileSync } from 'node:fs';
    appendFileSync('${root}/log', 'x');
    copyFileSync('${root}/package-lock.json', '${root}/node_modules/.capstan/package-lock.json');`;
  await writeFile(join(root, 'scripts/setup/main.mjs'), main);
  await Promise.all([enter(['-e', '0']), enter(['-e', '0'])]);
  const { stdout } = await enter(['-p', `require('fs').readFileSync('${root}/log', 'utf8')`]);
  expect(stdout).toBe('x\n');
});
