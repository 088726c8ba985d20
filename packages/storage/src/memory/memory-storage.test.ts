import { describeEventStorage } from '../../test/event-store-contract.ts';
import { MemoryStorage } from './memory-storage.ts';

describeEventStorage('MemoryStorage', async () => {
  const storage = new MemoryStorage();
  return { open: () => storage, remove: async () => undefined };
});
