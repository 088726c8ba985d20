import { resolve } from 'node:path';
import { EXIT_CODE } from '@capstan/protocol';
import { exportToFolder, metadataOfConversation, SqliteStorage } from '@capstan/storage';
import { capstanHome, makeHome } from '../settings/capstan-home.ts';

/** `capstan export`: writes a conversation as OpenHands keeps its own, below a folder. */
export async function exportConversation(conversationId: string, root: string): Promise<number> {
  const home = capstanHome(process.env);
  makeHome(home);
  const storage = SqliteStorage.open({ file: home.database, worker: false });
  try {
    const store = await storage.open(conversationId, { create: false });
    const record = await storage.conversations.get(conversationId);
    const metadata = record === undefined ? {} : metadataOfConversation(record);
    const { folder, exported, leftOut } = await exportToFolder(store, resolve(root), { metadata });
    const gap =
      leftOut.length === 0 ? '' : `, without ${leftOut.length} of kinds that OpenHands does not know`;
    process.stdout.write(`${exported} events in ${folder}${gap}\n`);
    return EXIT_CODE.finished;
  } finally {
    await storage.close();
  }
}
