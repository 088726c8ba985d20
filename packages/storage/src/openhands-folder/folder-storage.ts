import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStorage, EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { fileSystemError } from '../file/file-system-error.ts';
import { conversationFolder, findConversationFolder } from './conversation-folder.ts';
import { FolderEventStore } from './folder-event-store.ts';

export interface FolderStorageOptions {
  /** The root of the file store, such as `~/.openhands`. */
  root: string;
  /** Only conversations of this user. Without it: those of no user, or where there is none, of any. */
  userId?: string;
}

/** Conversations in the file layout of OpenHands: `sessions/<id>/` and `users/<user>/conversations/<id>/`. */
export class FolderStorage implements EventStorage {
  readonly #options: FolderStorageOptions;
  readonly #stores: EventStore[] = [];

  constructor(options: FolderStorageOptions) {
    this.#options = options;
  }

  async open(conversationId: string, options: { create: boolean }): Promise<EventStore> {
    const { root, userId } = this.#options;
    try {
      let folder = await findConversationFolder(root, conversationId, userId);
      if (folder === undefined) {
        if (!options.create) {
          throw new CapstanError(
            'conversation_not_found',
            `There is no conversation ${conversationId} in ${root}`,
          );
        }
        folder = conversationFolder(root, conversationId, userId);
        await mkdir(join(folder, 'events'), { recursive: true, mode: 0o700 });
      }
      const store = await FolderEventStore.open(conversationId, folder, join(folder, 'event_cache'));
      this.#stores.push(store);
      return store;
    } catch (error) {
      throw fileSystemError(error, root);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#stores.splice(0).map((store) => store.close()));
  }
}
