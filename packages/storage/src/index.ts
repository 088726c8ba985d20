export type { Conversation, ConversationChanges, NewConversation } from './conversation/conversation.ts';
export type { ConversationFilter, ListPosition, Standing } from './conversation/conversation-filter.ts';
export type {
  ConversationList,
  ConversationSearch,
  ConversationStore,
} from './conversation/conversation-store.ts';
export { conversationScope } from './document/document-scope.ts';
export type { DocumentStore } from './document/document-store.ts';
export { currentOwner, isAlive, type LeaseOwner } from './lease/lease-owner.ts';
export type { Lease, LeaseStore } from './lease/lease-store.ts';
export type { EventSearch, FindOptions, SearchResult } from './search/event-search.ts';
export type { SearchHit, SearchPosition, SearchScope } from './search/search-question.ts';
export type { SnapshotStore } from './snapshot/snapshot-store.ts';
export type { Snapshot } from './snapshot/snapshot-table.ts';
export {
  DATABASE_NAME,
  type OpenLogOptions,
  SqliteStorage,
  type SqliteStorageOptions,
} from './sqlite/sqlite-storage.ts';
export type { FileStore } from './file/file-store.ts';
export { LocalFileStore } from './file/local-file-store.ts';
export { writeDurably, type WriteDurablyOptions } from './file/write-durably.ts';
export { MemoryStorage } from './memory/memory-storage.ts';
export {
  type ConversationMetadata,
  metadataOfConversation,
} from './openhands-folder/conversation-metadata.ts';
export {
  exportToFolder,
  type ExportOptions,
  type ExportResult,
} from './openhands-folder/export-to-folder.ts';
export { FolderStorage, type FolderStorageOptions } from './openhands-folder/folder-storage.ts';
