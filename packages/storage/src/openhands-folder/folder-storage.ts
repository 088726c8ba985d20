import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStorage, EventStore } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import type { NewConversation } from '../conversation/conversation.ts';
import { errorCode, fileSystemError } from '../file/file-system-error.ts';
import { conversationFolder, findConversationFolder } from './conversation-folder.ts';
import { FolderEventStore } from './folder-event-store.ts';
import { parsePythonJson } from './python-json.ts';

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

  /** What `metadata.json` says of the conversation; nothing if there is none that can be read. */
  async record(conversationId: string): Promise<Omit<NewConversation, 'conversationId'>> {
    // The file-based store of the metadata knows no users.
    const folder = conversationFolder(this.#options.root, conversationId, undefined);
    const text = await readText(join(folder, 'metadata.json'));
    // Loaded when it is needed: with it comes the schema library.
    const { conversationOfMetadata } = await import('./conversation-of-metadata.ts');
    return conversationOfMetadata(parsed(text));
  }

  async close(): Promise<void> {
    await Promise.all(this.#stores.splice(0).map((store) => store.close()));
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return '';
    throw fileSystemError(error, file);
  }
}

function parsed(text: string): unknown {
  try {
    return parsePythonJson(text).value;
  } catch {
    // The log can be taken over without it.
    return undefined;
  }
}
