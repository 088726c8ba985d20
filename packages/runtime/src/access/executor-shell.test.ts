import { duplexPair } from 'node:stream';
import { expect, it } from 'vitest';
import { ExecutorShell } from './executor-shell.ts';
import { PartChannel } from './part-channel.ts';
import { Transfer } from './transfer.ts';

it('sizes do not pile up while the shell takes nothing, and the last one is told', async () => {
  const [here, there] = duplexPair();
  const transfer = new Transfer(
    new PartChannel(here, { rest: Buffer.alloc(0) }),
    undefined,
    new AbortController().signal,
  );
  const shell = new ExecutorShell(transfer);
  // As much as is taken before the other side reads.
  await Promise.race([shell.write(Buffer.alloc(100_000)), Promise.resolve()]);
  const before = here.writableLength;
  for (let rows = 1; rows <= 1_000; rows += 1) shell.resize({ columns: 80, rows });
  expect(here.writableLength - before).toBeLessThan(100);
  const other = new PartChannel(there, { rest: Buffer.alloc(0) });
  const told: string[] = [];
  while (told.at(-1) !== '{"columns":80,"rows":1000}') {
    const part = await other.next();
    if (part?.type === 'answer') told.push(part.text);
  }
  expect(told).toEqual(['{"columns":80,"rows":1}', '{"columns":80,"rows":1000}']);
  shell.resize({ columns: 90, rows: 5 });
  expect(await other.next()).toMatchObject({ text: '{"columns":90,"rows":5}' });
  here.destroy();
});
