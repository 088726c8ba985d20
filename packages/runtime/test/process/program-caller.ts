// A program that dies while one it has asked for, or a shell, runs:
// program-caller.ts <driver> <workspace> <state folder> <conversation> [shell]
import { createRuntime } from '@capstan/runtime';
import { CACHE } from '../runtime-rig.ts';

const [, , driver = '', workspace = '', stateDir = '', conversationId = '', what = 'program'] = process.argv;
const runtime = createRuntime(driver, { conversationId, workspace, stateDir, cacheDir: CACHE });
await runtime.connect(AbortSignal.timeout(20_000));
if (what === 'shell') {
  const shell = await runtime.access.openShell({ columns: 80, rows: 24 });
  await shell.write(Buffer.from('setsid sleep 98776 & touch started; sleep 98776\r'));
  for await (const _ of shell.output) continue;
} else {
  await runtime.access.run({
    program: 'sh',
    args: ['-c', 'touch started; setsid sleep 98764 & sleep 98764'],
    timeoutSeconds: 600,
  });
}
