import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ExecutorDirectory, type ExecutorEntry } from './executor-directory.ts';

it('forgetting a sandbox that has ended does not lose the one that took its place', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'directory-'));
  try {
    const directory = new ExecutorDirectory(stateDir);
    const entry = (socket: string): ExecutorEntry => ({
      conversationId: 'conversation',
      socket,
      token: 'token',
      init: { pid: 1, startedAt: '1' },
      groups: [],
      egressSocket: null,
      fingerprint: 'fingerprint',
    });
    directory.write(entry('/first.sock'));
    directory.write(entry('/second.sock'));
    directory.remove(entry('/first.sock'));
    expect(directory.list()).toEqual([entry('/second.sock')]);
    directory.remove(entry('/second.sock'));
    expect(directory.list()).toEqual([]);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
});
