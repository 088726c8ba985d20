import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { errorCode } from '../file/file-system-error.ts';

/** Where the files of a conversation lie. */
export function conversationFolder(root: string, conversationId: string, userId: string | undefined): string {
  requireName(conversationId);
  if (userId === undefined) return join(root, 'sessions', conversationId);
  requireName(userId);
  return join(root, 'users', userId, 'conversations', conversationId);
}

/** The folder of a conversation that exists: of the given user, else without a user, else of any user. */
export async function findConversationFolder(
  root: string,
  conversationId: string,
  userId: string | undefined,
): Promise<string | undefined> {
  const folder = conversationFolder(root, conversationId, userId);
  if (await holdsEvents(folder)) return folder;
  if (userId !== undefined) return undefined;
  for (const user of (await namesIn(join(root, 'users'))).toSorted()) {
    const ofUser = conversationFolder(root, conversationId, user);
    if (await holdsEvents(ofUser)) return ofUser;
  }
  return undefined;
}

/** The names in a folder; none if there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return [];
    throw error;
  }
}

async function holdsEvents(folder: string): Promise<boolean> {
  return (await isFolder(join(folder, 'events'))) || (await isFolder(join(folder, 'event_cache')));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

function requireName(name: string): void {
  if (name === '' || name.startsWith('.') || /[/\\\0]/.test(name)) {
    throw new CapstanError('usage', `Not usable as the name of a folder: ${JSON.stringify(name)}`);
  }
}
