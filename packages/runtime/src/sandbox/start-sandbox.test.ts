import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';

const bubblewrap = requires('bubblewrap');
const program = fileURLToPath(new URL('../../test/process/starved-start.ts', import.meta.url));

describe.skipIf(!bubblewrap.available)('starting a sandbox', () => {
  it('does not end the process when there are no open files left to start one', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'capstan-'));
    const log = join(folder.path, 'sandbox.log');
    const started = await promisify(execFile)('prlimit', [
      '--nofile=64:64',
      process.execPath,
      program,
      folder.path,
      log,
    ]);
    expect(started.stdout).toBe('not started\n');
    expect(await readFile(log, 'utf8')).toContain('EMFILE');
  });
});
