import type { OpenedShell } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { TypedInput } from './typed-input.ts';

function slowShell() {
  const written: number[] = [];
  const room = Promise.withResolvers<void>();
  const shell: OpenedShell = {
    output: (async function* () {})(),
    exit: Promise.resolve(0),
    write: async (bytes) => {
      written.push(bytes.length);
      await room.promise;
    },
    resize: () => undefined,
    close: async () => undefined,
  };
  return { shell, written, room };
}

it('stops listening when much waits, and listens again when nothing does', async () => {
  const heard: boolean[] = [];
  const again = Promise.withResolvers<void>();
  const input = new TypedInput((full) => {
    heard.push(full);
    if (!full) again.resolve();
  });
  const { shell, written, room } = slowShell();
  input.goTo(shell);
  input.push(new Uint8Array(40_000));
  expect(input.full).toBe(false);
  input.push(new Uint8Array(40_000));
  expect([input.full, heard]).toEqual([true, [true]]);
  room.resolve();
  await again.promise;
  expect([input.full, written]).toEqual([false, [40_000, 40_000]]);
});

it('frames that hold nothing do not wait without end', async () => {
  const { shell, written, room } = slowShell();
  const input = new TypedInput(() => undefined);
  for (let count = 0; count < 1_000; count += 1) input.push(new Uint8Array());
  input.goTo(shell);
  room.resolve();
  await Promise.resolve();
  expect(written).toEqual([]);
});

it('refuses more than can be kept', () => {
  const input = new TypedInput(() => undefined);
  for (let count = 0; count < 4; count += 1) input.push(new Uint8Array(1_048_576));
  expect(() => input.push(new Uint8Array(1))).toThrow('Too much was typed');
});
