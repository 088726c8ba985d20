import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireStartLock } from './start-lock.ts';

/** Takes the lock of the folder given, says so and keeps it. */
const HOLDER = `
  import { acquireStartLock } from ${JSON.stringify(new URL('start-lock.ts', import.meta.url).href)};
  await acquireStartLock(process.argv[1], AbortSignal.timeout(20_000));
  console.log('held');
  setInterval(() => {}, 1000);
`;

const soon = (): AbortSignal => AbortSignal.timeout(20_000);

describe('the lock on starting a sandbox', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'start-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is held by one at a time', async () => {
    let holders = 0;
    const take = async (): Promise<void> => {
      using _lock = await acquireStartLock(folder, soon());
      holders += 1;
      expect(holders).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      holders -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, take));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is waited for until the caller gives up', async () => {
    using _lock = await acquireStartLock(folder, soon());
    const caller = new AbortController();
    const waiting = acquireStartLock(folder, caller.signal);
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is another process’s until that dies, and then one waiter’s at a time', async () => {
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface({ input: holder.stdout }), 'line');
    const held: string[] = [];
    const waiters = ['a', 'b', 'c'].map(async (name) => {
      using _lock = await acquireStartLock(folder, soon());
      held.push(`${name} takes`);
      await new Promise((resolve) => setImmediate(resolve));
      held.push(`${name} leaves`);
    });
    await expect(acquireStartLock(folder, AbortSignal.timeout(50))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(held).toEqual([]);
    holder.kill('SIGKILL');
    await Promise.all(waiters);
    expect(held.filter((_, index) => index % 2 === 0).map((line) => line.replace('takes', 'leaves'))).toEqual(
      held.filter((_, index) => index % 2 === 1),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over also after somebody died while taking it over', async () => {
    symlinkSync('999999999.1.aa', join(folder, 'starting.lock'));
    symlinkSync('999999999.1.bb', join(folder, 'starting.lock.aa'));
    using _lock = await acquireStartLock(folder, soon());
    expect(readdirSync(folder)).toEqual(['starting.lock']);
  });
});
