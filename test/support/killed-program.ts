// The program, killed by its own hand at an exact place in the life of an event:
//   node killed-program.ts before|after <event id> <arguments of capstan…>
// `before`: the event is handed to the store and nothing of it is durable; `after`: it is durable and nobody was told.
import type { EventStore } from '@capstan/events';
import { SqliteStorage } from '@capstan/storage';
import { runProgram } from 'capstan';

const [, , when = '', at = '', ...args] = process.argv;
const fatalId = Number(at);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function mortal(store: EventStore): EventStore {
  return {
    conversationId: store.conversationId,
    get nextId() {
      return store.nextId;
    },
    append: async (records) => {
      const fatal = records.some((record) => record.id === fatalId);
      if (fatal && when === 'before') die();
      await store.append(records);
      if (fatal) die();
    },
    get: (id) => store.get(id),
    page: (request) => store.page(request),
    close: () => store.close(),
  };
}

process.exitCode = await runProgram(['node', 'capstan', ...args], (file) => {
  const storage = SqliteStorage.open({ file });
  return Promise.resolve({
    conversations: storage.conversations,
    leases: storage.leases,
    snapshots: storage.snapshots,
    ready: () => storage.ready(),
    close: () => storage.close(),
    open: async (conversationId, options) => mortal(await storage.open(conversationId, options)),
  });
});
