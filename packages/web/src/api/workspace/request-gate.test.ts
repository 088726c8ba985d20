import { expect, it } from 'vitest';
import { RequestGate } from './request-gate.ts';

const { signal } = new AbortController();

it('asks no more at once than it may, and everything in the end', async () => {
  const gate = new RequestGate(2);
  const answers = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const asked: number[] = [];
  const all = Promise.all(
    answers.map(({ promise }, index) =>
      gate.run(() => {
        asked.push(index);
        return promise;
      }, signal),
    ),
  );
  await Promise.resolve();
  expect(asked).toEqual([0, 1]);
  for (const [index, { resolve }] of answers.entries()) resolve(index);
  expect(await all).toEqual([0, 1, 2, 3, 4]);
});

it('lets nobody wait who does not want to any more', async () => {
  const gate = new RequestGate(1);
  const first = Promise.withResolvers<string>();
  const running = gate.run(() => first.promise, signal);
  const abort = new AbortController();
  const second = gate.run(async () => 'second', abort.signal);
  const third = gate.run(async () => 'third', signal);
  abort.abort(new Error('Nobody waits'));
  await expect(second).rejects.toThrow('Nobody waits');
  first.resolve('first');
  expect(await running).toBe('first');
  expect(await third).toBe('third');
});

it('goes on after a failure', async () => {
  const gate = new RequestGate(1);
  await expect(gate.run(() => Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  expect(await gate.run(async () => 'yes', signal)).toBe('yes');
});
