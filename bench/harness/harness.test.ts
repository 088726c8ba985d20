import { expect, it } from 'vitest';
import type { Benchmark } from './benchmark.ts';
import { compare, measure } from './measure.ts';
import { runCommand } from './run-command.ts';
import { summarize } from './summary.ts';
import { table } from './table.ts';
import { judge } from './verdict.ts';

it('summarizes between neighbours', () => {
  expect(summarize([4, 1, 3, 2])).toEqual({
    count: 4,
    min: 1,
    median: 2.5,
    p50: 2.5,
    p99: expect.closeTo(3.97),
    max: 4,
  });
  expect(() => summarize([])).toThrow(RangeError);
});

it('warms up, then measures as often as asked', async () => {
  let calls = 0;
  const work = (): void => {
    calls += 1;
  };
  expect(await measure(work, { runs: 5, warmup: 2 })).toMatchObject({ count: 5 });
  expect(calls).toBe(7);
});

it('measures subject and limit in turns', async () => {
  const order: string[] = [];
  const { subject, limit } = await compare(
    () => order.push('subject'),
    () => order.push('limit'),
    { runs: 2, warmup: 0 },
  );
  expect(order).toEqual(['subject', 'limit', 'subject', 'limit']);
  expect([subject.count, limit.count]).toEqual([2, 2]);
});

it('judges by the direction of the metric', () => {
  const benchmark: Benchmark = {
    what: 'x',
    metrics: {
      time: { what: 'time', unit: 'ms', better: 'lower', aim: 10, limit: 'floor' },
      rate: { what: 'rate', unit: '/s', better: 'higher', aim: 10 },
    },
    run: () => Promise.reject(new Error('not run here')),
  };
  const rows = judge('b', benchmark, { time: { value: 8, limit: 4 }, rate: { value: 8 } });
  expect(rows.map((row) => [row.verdict, row.ratio])).toEqual([
    ['reached', 2],
    ['missed', undefined],
  ]);
  expect(table(rows).split('\n')).toHaveLength(3);
  expect(() => judge('b', benchmark, { time: { value: 8 } })).toThrow('did not measure rate');
});

it('gives a command a home of its own and none of the keys', async () => {
  process.env['SOME_API_KEY'] = 'secret';
  const { stdout, exitCode } = await runCommand('sh', ['-c', 'printf %s "$HOME:$SOME_API_KEY"; exit 3']);
  delete process.env['SOME_API_KEY'];
  expect(String(stdout)).toMatch(/capstan-bench-\w+:$/);
  expect(exitCode).toBe(3);
});

it('sees the memory of a process that detached itself', async () => {
  const code = `const { spawn } = require('node:child_process');
    const held = Buffer.alloc(200 * 2 ** 20, 1);
    const ready = 'setTimeout(() => {}, 300)';
    spawn(process.execPath, ['-e', ready], { detached: true, stdio: 'ignore' }).unref();
    setTimeout(() => held.length, 200);`;
  const { processes } = await runCommand(process.execPath, ['-e', code], { memory: true });
  expect(processes).toHaveLength(2);
  expect(processes[0]?.peakMegabytes).toBeGreaterThan(200);
  expect(processes[1]?.peakMegabytes).toBeLessThan(200);
});

it('kills what does not end', async () => {
  const { signal } = await runCommand('sleep', ['60'], { timeoutSeconds: 0.1 });
  expect(signal).toBe('SIGKILL');
});
