import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { ShellSessionOptions } from '../src/shell/shell-options.ts';
import { ShellSession } from '../src/shell/shell-session.ts';

const open: { session: ShellSession; directory: string }[] = [];

afterEach(async () => {
  for (const { session, directory } of open.splice(0)) {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

/** A shell in an empty folder of its own; both are gone after the test. */
export async function openTestShell(
  options: Partial<ShellSessionOptions> = {},
): Promise<{ shell: ShellSession; directory: string }> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'capstan-shell-test-')));
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: directory, LANG: 'C.UTF-8' };
  const session = await ShellSession.start({
    cwd: directory,
    ...options,
    env: { ...env, ...options.env },
  });
  open.push({ session, directory });
  return { shell: session, directory };
}
