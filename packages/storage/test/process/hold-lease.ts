// Takes the lease of a conversation, prints its token, and waits to be killed.
// Arguments: database file, conversation.
import { writeSync } from 'node:fs';
import { SqliteStorage } from '../../src/sqlite/sqlite-storage.ts';

const [file = '', conversationId = ''] = process.argv.slice(2);
const storage = SqliteStorage.open({ file, worker: false });
const lease = await storage.leases.acquire(conversationId);
writeSync(1, `${lease.token}\n`);
process.stdin.resume();
