import { setTimeout as delay } from 'node:timers/promises';
import { sendSignal, sessionProcesses } from './process-tree.ts';
import type { ShellProcess } from './shell-process.ts';

const LOOK_EVERY_MS = 10;

/**
 * Ends every process of the shell's session, in the background too: the commands may clean up for `graceMs`, then
 * all are killed. Processes that have left the session stay.
 */
export async function endSession(shell: ShellProcess, graceMs: number): Promise<void> {
  const { pid } = shell;
  if (pid !== undefined && !shell.isGone) {
    const commands = (): number[] => sessionProcesses(pid).filter((process) => process !== pid);
    for (const command of commands()) {
      sendSignal(command, 'SIGHUP');
      // A stopped process takes the hang-up only when it goes on.
      sendSignal(command, 'SIGCONT');
    }
    for (let waited = 0; waited < graceMs && commands().length > 0; waited += LOOK_EVERY_MS) {
      await delay(LOOK_EVERY_MS);
    }
    for (const command of commands()) sendSignal(command, 'SIGKILL');
    // While the shell lives it collects its children; nobody else may.
    if (commands().length > 0) await delay(LOOK_EVERY_MS);
    sendSignal(pid, 'SIGKILL');
    for (const command of commands()) sendSignal(command, 'SIGKILL');
    await Promise.race([shell.exited, delay(graceMs)]);
  }
  shell.dispose();
}
