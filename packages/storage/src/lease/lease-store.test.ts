import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRecord } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { TestProcess } from '../../test/test-process.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';
import { currentOwner } from './lease-owner.ts';

let folder: { path: string; remove: () => Promise<void> };
let file: string;
let storage: SqliteStorage;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
  storage = SqliteStorage.open({ file, worker: false });
});

afterEach(async () => {
  await storage.close();
  await folder.remove();
});

test('a conversation has one owner until it is released', async () => {
  const lease = await storage.leases.acquire('one');
  await expect(storage.leases.acquire('one')).rejects.toMatchObject({
    code: 'conversation_busy',
    message: expect.stringContaining(`process ${process.pid}`),
  });
  expect(await storage.leases.owner('one')).toEqual(currentOwner());
  await storage.leases.acquire('two');
  await storage.leases.release(lease);
  expect(await storage.leases.owner('one')).toBeUndefined();
  expect((await storage.leases.acquire('one')).token).toBeGreaterThan(lease.token);
});

test('a living process keeps its lease and a dead one loses it at once', { timeout: 30_000 }, async () => {
  const holder = new TestProcess('hold-lease', [file, 'one']);
  const token = Number(await holder.line());
  await expect(storage.leases.acquire('one')).rejects.toMatchObject({
    code: 'conversation_busy',
    message: expect.stringContaining(`process ${holder.pid}`),
  });
  await holder.kill();
  expect((await storage.leases.acquire('one')).token).toBe(token + 1);
});

test('a recycled pid is not taken for the owner', async () => {
  const former = { ...currentOwner(), startTime: 'another-boot/1' };
  const lease = await storage.leases.acquire('one', former);
  expect((await storage.leases.acquire('one')).token).toBe(lease.token + 1);
});

test('an owner on another host is not taken for dead', async () => {
  await storage.leases.acquire('one', { pid: 1, host: 'elsewhere', startTime: 'b/1' });
  await expect(storage.leases.acquire('one')).rejects.toMatchObject({ code: 'conversation_busy' });
});

test('of many that ask at once, one gets the lease', async () => {
  const dead = { ...currentOwner(), startTime: 'another-boot/1' };
  await storage.leases.acquire('one', dead);
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => storage.leases.acquire('one')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('whoever lost the lease cannot write and cannot release it', async () => {
  const dead = { ...currentOwner(), startTime: 'another-boot/1' };
  const old = await storage.leases.acquire('one', dead);
  const former = await storage.open('one', { create: true, fence: old.token });
  await former.append([eventRecord(0)]);
  const lease = await storage.leases.acquire('one');
  await expect(former.append([eventRecord(1)])).rejects.toMatchObject({ code: 'conversation_busy' });
  await storage.leases.release(old);
  await expect(storage.leases.acquire('one')).rejects.toMatchObject({ code: 'conversation_busy' });
  const store = await storage.open('one', { create: false, fence: lease.token });
  await store.append([eventRecord(1)]);
  expect(store.nextId).toBe(2);
});
