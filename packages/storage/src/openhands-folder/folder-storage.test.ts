import { describeEventStorage } from '../../test/event-store-contract.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { FolderStorage } from './folder-storage.ts';

describeEventStorage('FolderStorage', async () => {
  const folder = await temporaryFolder();
  return { open: () => new FolderStorage({ root: folder.path }), remove: folder.remove };
});
