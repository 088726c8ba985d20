// A program that dies while one it has asked for runs: program-caller.ts <driver> <workspace> <state folder> <conversation>
import { createRuntime } from '@capstan/runtime';
import { CACHE } from '../runtime-rig.ts';

const [, , driver = '', workspace = '', stateDir = '', conversationId = ''] = process.argv;
const runtime = createRuntime(driver, { conversationId, workspace, stateDir, cacheDir: CACHE });
await runtime.connect(AbortSignal.timeout(20_000));
await runtime.access.run({
  program: 'sh',
  args: ['-c', 'touch started; setsid sleep 98764 & sleep 98764'],
  timeoutSeconds: 600,
});
