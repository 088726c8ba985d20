import type { EventStore } from '@capstan/events';
import type { Runtime } from '@capstan/protocol';

/** One conversation as routes use it: its log to read, its runtime to reach files with. Shared while attached. */
export interface ServerConversation {
  readonly conversationId: string;
  readonly userId: string | null;
  /** To read; only a session writes. */
  readonly events: EventStore;
  /** Connected. */
  readonly runtime: Runtime;
}
