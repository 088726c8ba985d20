import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ExecutorConfiguration } from './configuration.ts';

it('an executor whose ledger cannot be written ends and says so, instead of leaving its caller waiting', async () => {
  const full = openSync('/dev/full', constants.O_RDWR);
  const entry = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'ignore', 'pipe', full, full, full] });
  closeSync(full);
  const configuration: ExecutorConfiguration = {
    token: 'token',
    workspace: '/tmp',
    confineFiles: false,
    environment: {},
    outputDirectory: '/tmp/none',
    noChangeTimeoutSeconds: 10,
    hardTimeoutSeconds: 10,
    idleMinutes: 10,
    ledger: [4, 5],
    listen: 3,
    oomCounter: null,
    memoryLimitBytes: null,
    egressSocket: null,
    sharesNetwork: true,
    callerPidNamespace: '',
  };
  child.stdin?.end(JSON.stringify(configuration));
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const [exitCode] = await once(child, 'close');
  expect(exitCode).toBe(1);
  expect(complaint).toMatch(/EINVAL|ENOSPC/);
}, 10_000);
