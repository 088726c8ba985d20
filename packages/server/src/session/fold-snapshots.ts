import { FOLD_VERSION, type FoldSnapshots } from '@capstan/agent';
import type { ServerStorage } from '../storage/server-storage.ts';

/** Where the fold of a conversation is kept between sessions. */
export function foldSnapshots(conversationId: string, storage: ServerStorage): FoldSnapshots {
  return {
    latest: () => storage.snapshots.latest(conversationId, FOLD_VERSION),
    put: (snapshot) => storage.snapshots.put(conversationId, { ...snapshot, version: FOLD_VERSION }),
  };
}
