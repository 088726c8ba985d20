// Writes a log of its own, one event after another, into a database that others use at the same time.
// Arguments: database file, conversation, number of events.
import { SqliteStorage } from '../../src/sqlite/sqlite-storage.ts';
import { eventRecord } from '../event-record.ts';

const [file = '', conversationId = '', count = '0'] = process.argv.slice(2);
const storage = SqliteStorage.open({ file, worker: false });
const store = await storage.open(conversationId, { create: true });
for (let id = 0; id < Number(count); id += 1) await store.append([eventRecord(id, conversationId)]);
await storage.close();
