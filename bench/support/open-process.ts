// Opens one conversation in a fresh process, from its snapshot, and prints how long that took, as JSON:
//   open-process.ts <database> <id>
import { SqliteStorage } from '@capstan/storage';
import { openOnce } from './open-once.ts';

const [file = '', conversationId = ''] = process.argv.slice(2);
const storage = SqliteStorage.open({ file });
const opening = await openOnce(storage, conversationId, 'snapshot');
await storage.close();
process.stdout.write(JSON.stringify(opening));
