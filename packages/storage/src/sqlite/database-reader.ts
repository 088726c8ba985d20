import type { DatabaseSync } from 'node:sqlite';
import { ConversationReader } from '../conversation/conversation-reader.ts';
import { DocumentReader } from '../document/document-reader.ts';
import { SearchReader } from '../search/search-reader.ts';
import { EventReader } from './event-reader.ts';

/** Reads what is committed, over one connection, in the caller's thread. Synchronous. */
export class DatabaseReader {
  readonly events: EventReader;
  readonly conversations: ConversationReader;
  readonly documents: DocumentReader;
  readonly search: SearchReader;

  constructor(database: DatabaseSync) {
    this.events = new EventReader(database);
    this.conversations = new ConversationReader(database);
    this.documents = new DocumentReader(database);
    this.search = new SearchReader(database);
  }
}
