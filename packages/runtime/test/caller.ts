// A program that dies while its sandbox works: caller.ts <workspace> <state folder> <conversation>
import { createRuntime } from '@capstan/runtime';
import { CACHE, run } from './runtime-rig.ts';

const [, , workspace = '', stateDir = '', conversationId = ''] = process.argv;
const runtime = createRuntime('local', { conversationId, workspace, stateDir, cacheDir: CACHE });
await runtime.connect(AbortSignal.timeout(20_000));
const signal = new AbortController().signal;
await runtime.execute(run('export KEPT=value', {}, 1), { signal });
const wait = 'echo once >> runs; echo waiting; until test -e go; do sleep 0.05; done; echo went on';
await runtime.execute(run(wait, {}, 2), {
  signal,
  onOutput: ({ text }) => {
    if (text.includes('waiting')) process.stdout.write('waiting\n');
  },
});
