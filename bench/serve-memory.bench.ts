import { setTimeout as wait } from 'node:timers/promises';
import { turn } from '@capstan/llm/scripted';
import { defineBenchmark } from './harness/benchmark.ts';
import { FollowedStream } from './support/followed-stream.ts';
import { ModelProcess } from './support/model-process.ts';
import { childrenOf, descendantsOf, proportionalBytes, residentBytes } from './support/process-usage.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { COLLECTING, ServerProcess } from './support/server-process.ts';

/** Those that come first bring what all of them share. */
const FIRST = 60;
const MORE = 120;
const AT_ONCE = 4;
const KILOBYTE = 1024;
const MEGABYTE = 1024 ** 2;
const SETTLE_MS = 1_000;

export default defineBenchmark({
  what: 'memory of conversations at rest: a message each, answered in words, a sandbox that nothing was done in',
  timeoutSeconds: 120,
  metrics: {
    idle: { what: 'an idle conversation, resident in the server', unit: 'KB', better: 'lower', aim: 100 },
    server: { what: `the server with ${FIRST} of them`, unit: 'MB', better: 'lower' },
    sandbox: { what: 'processes of a sandbox, their part of what is shared', unit: 'MB', better: 'lower' },
  },
  async run() {
    await using folder = await scratchFolder();
    const turns = [turn.text('I have read it, and there is nothing to do.')];
    await using model = await ModelProcess.start({ turns, atEnd: 'repeat-last' });
    await using server = await ServerProcess.start({
      home: folder.path,
      modelUrl: model.baseUrl,
      args: ['--max-concurrent', String(FIRST + MORE)],
      env: COLLECTING,
    });
    const first = await residentWith(server, FIRST, 0);
    const all = await residentWith(server, MORE, FIRST);
    const sandboxes = descendantsOf(server.pid).reduce((bytes, pid) => bytes + proportionalBytes(pid), 0);
    return {
      idle: { value: (all - first) / MORE / KILOBYTE },
      server: { value: first / MEGABYTE },
      sandbox: { value: sandboxes / (FIRST + MORE) / MEGABYTE },
    };
  },
});

/** What the server holds when so many conversations have come to those that it has, and all are at rest. */
async function residentWith(server: ServerProcess, count: number, before: number): Promise<number> {
  const tasks = Array.from({ length: count }, (_, task) => task).values();
  const begin = async (): Promise<void> => {
    for (const task of tasks) {
      const id = await server.begin(`Read this: ${task}`);
      await using stream = await FollowedStream.open({ url: server.streamUrl(id), key: server.key });
      await stream.until(/"agent_state":"awaiting_user_input"/);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, begin));
  // An agent may have answered before its sandbox was there.
  while (childrenOf(server.pid).length < before + count) await wait(SETTLE_MS / 10);
  await wait(SETTLE_MS);
  await server.collectGarbage();
  return residentBytes(server.pid);
}
