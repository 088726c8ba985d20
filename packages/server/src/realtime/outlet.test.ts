import { expect, test } from 'vitest';
import { Outlet } from './outlet.ts';

function outlet(options: { stallSeconds?: number } = {}) {
  const underway: (() => void)[] = [];
  const stalled = Promise.withResolvers<void>();
  const one = new Outlet({
    send: (_text, sent) => void underway.push(sent),
    onStall: stalled.resolve,
    highWater: 10,
    stallSeconds: 30,
    ...options,
  });
  return { one, sendNext: () => underway.shift()?.(), stalled: stalled.promise };
}

test('whoever writes waits from the high water mark until half of it is sent', async () => {
  const { one, sendNext } = outlet();
  expect(one.write('12345')).toBeUndefined();
  expect(one.congested).toBe(false);
  let done = false;
  const room = one.write('123456')?.then(() => {
    done = true;
  });
  expect(one.congested).toBe(true);
  await Promise.resolve();
  expect(done).toBe(false);
  sendNext();
  await Promise.resolve();
  expect(done).toBe(false);
  sendNext();
  await room;
  expect(done).toBe(true);
  expect(one.room()).toBeUndefined();
});

test('a client that takes nothing is noticed', async () => {
  const { one, stalled } = outlet({ stallSeconds: 0.01 });
  void one.write('12345678901');
  await stalled;
  expect(one.congested).toBe(true);
});

test('nobody waits for a client that is gone', async () => {
  const { one } = outlet();
  const room = one.write('12345678901');
  one.close();
  await expect(room).resolves.toBeUndefined();
  expect(one.write('more')).toBeUndefined();
});
