import { endsWithin } from './await-command.ts';
import { keySequence } from './keys.ts';
import { foregroundGroup, sendSignal } from './process-tree.ts';
import type { RunningCommand } from './running-command.ts';
import type { ShellProcess } from './shell-process.ts';

/**
 * Ends the command by ever stronger means: C-c, then SIGTERM and SIGKILL to what is in the foreground, at last
 * SIGKILL to the shell itself. Each step gets `graceSeconds`. False if even that did not help in time.
 */
export async function stopCommand(
  shell: ShellProcess,
  running: RunningCommand,
  graceSeconds: number,
): Promise<boolean> {
  const { pid } = shell;
  if (pid === undefined) return running.end !== undefined;
  // Twice: a program that is just being started can miss the first.
  for (let press = 0; press < 2; press++) {
    shell.type(Buffer.from(keySequence('C-c') ?? ''));
    // A stopped process takes no signal but this one.
    sendSignal(pid, 'SIGCONT');
    if (await endsWithin(running, graceSeconds / 2)) return true;
  }
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const group = foregroundGroup(pid);
    if (group === undefined || group === pid) break;
    sendSignal(-group, signal);
    if (await endsWithin(running, graceSeconds)) return true;
  }
  shell.kill();
  return await endsWithin(running, graceSeconds);
}
