import { join } from 'node:path';
import { describeEventStorage } from '../../test/event-store-contract.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { DATABASE_NAME, SqliteStorage } from './sqlite-storage.ts';

for (const worker of [true, false]) {
  describeEventStorage(`SqliteStorage, worker: ${worker}`, async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, 'data', DATABASE_NAME);
    return { open: () => SqliteStorage.open({ file, worker }), remove: folder.remove };
  });
}
