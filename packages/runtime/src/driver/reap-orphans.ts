import { isRunning } from '../sandbox/process-identity.ts';
import { sweepResourceGroups } from '../sandbox/resource-group.ts';
import { endSandbox, forgetSandbox } from './end-sandbox.ts';
import { ExecutorDirectory } from './executor-directory.ts';
import { sweepSockets } from './socket-folder.ts';

/** Nothing takes this long between being made and being used. */
const SWEEP_MILLISECONDS = 5 * 60_000;

/**
 * What becomes of a sandbox: it goes on; it ends, and what is known of its actions stays for the conversation's next
 * start; or nothing of it stays, since the conversation is gone.
 */
export type SandboxFate = 'keep' | 'end' | 'forget';

export interface ReapResult {
  /** Conversations whose sandbox was running and was ended. */
  ended: string[];
  /** Conversations whose sandbox had ended by itself; what it left was removed. */
  cleared: string[];
}

/**
 * Ends the sandboxes that nobody needs any more, and clears up after those that have ended. To be called at the
 * start of a process that owns the state folder.
 */
export async function reapOrphans(
  stateDir: string,
  fateOf: (conversationId: string) => SandboxFate | Promise<SandboxFate>,
): Promise<ReapResult> {
  const directory = new ExecutorDirectory(stateDir);
  const result: ReapResult = { ended: [], cleared: [] };
  for (const entry of directory.list()) {
    const { conversationId } = entry;
    const fate = await fateOf(conversationId);
    if (!isRunning(entry.init)) {
      forgetSandbox(directory, entry);
      result.cleared.push(conversationId);
    } else if (fate !== 'keep') {
      await endSandbox(directory, entry);
      result.ended.push(conversationId);
    }
    if (fate === 'forget') directory.removeFolder(conversationId);
  }
  await sweepSockets(SWEEP_MILLISECONDS);
  sweepResourceGroups(SWEEP_MILLISECONDS);
  return result;
}
