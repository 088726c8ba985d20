import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime } from '@capstan/runtime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MeasuredRuntime } from './measured-runtime.ts';
import { noMetrics, type ServerMetrics } from './server-metrics.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-measured-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Start = Parameters<ServerMetrics['sandboxStarted']>[0];

function measured(workspace: string): { runtime: MeasuredRuntime; starts: Start[] } {
  const starts: Start[] = [];
  const metrics: ServerMetrics = { ...noMetrics, sandboxStarted: (start) => void starts.push(start) };
  const options = { conversationId: 'c1', workspace, stateDir: join(folder, 'run') };
  return { runtime: new MeasuredRuntime(createRuntime('cli', options), metrics), starts };
}

it('a start is measured, and the runtime is as it was', async () => {
  const { runtime, starts } = measured(folder);
  await runtime.connect(new AbortController().signal);
  expect(starts).toEqual([{ driver: 'cli', seconds: expect.any(Number), ok: true }]);
  expect(runtime).toMatchObject({ driver: 'cli', status: 'STATUS$READY', workspaceRoot: folder });
  expect(await runtime.access.list('.')).toEqual(expect.any(Array));
  expect(await runtime.settle(7)).toEqual({ state: 'unknown' });
  await runtime.close({ keep: false });
});

it('a start that fails is measured, one that is given up is not', async () => {
  const { runtime, starts } = measured(join(folder, 'missing'));
  await expect(runtime.connect(new AbortController().signal)).rejects.toMatchObject({
    code: 'workspace_not_found',
  });
  expect(starts).toMatchObject([{ ok: false }]);
  await runtime.connect(AbortSignal.abort()).catch(() => undefined);
  expect(starts).toHaveLength(1);
});
