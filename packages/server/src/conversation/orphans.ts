import { reapOrphans, type SandboxFate } from '@capstan/runtime';
import { isAlive } from '@capstan/storage';
import type { ServerLog } from '../operations/server-log.ts';
import type { ServerStorage } from '../storage/server-storage.ts';

export interface OrphanSearch {
  /** Where running executors are recorded. */
  folder: string;
  storage: Pick<ServerStorage, 'conversations' | 'leases'>;
  log: ServerLog;
  /** Whether this process needs the conversation's sandbox. */
  inUse: (conversationId: string) => boolean;
}

/** Ends the sandboxes that no conversation of a living process needs. What cannot be removed is only said. */
export async function endOrphans({ folder, storage, log, inUse }: OrphanSearch): Promise<void> {
  const fateOf = async (conversationId: string): Promise<SandboxFate> => {
    if (inUse(conversationId)) return 'keep';
    const owner = await storage.leases.owner(conversationId);
    if (owner !== undefined && isAlive(owner)) return 'keep';
    // What is known of its actions is needed when it is started again.
    return (await storage.conversations.get(conversationId)) === undefined ? 'forget' : 'end';
  };
  try {
    const { ended, cleared } = await reapOrphans(folder, fateOf);
    if (ended.length + cleared.length === 0) return;
    log.info({ ended, cleared }, 'Sandboxes without a conversation were removed');
  } catch (error) {
    log.warn({ error }, 'Sandboxes without a conversation could not be removed');
  }
}
