import { CapstanError } from '@capstan/protocol';
import type { EventRecord } from '@capstan/events';

/** Throws `conversation_busy` unless the ids go on from `nextId` without a gap. */
export function requireConsecutive(
  conversationId: string,
  nextId: number,
  records: readonly EventRecord[],
): void {
  for (const [offset, record] of records.entries()) {
    if (record.id !== nextId + offset) throw wrongId(conversationId, nextId + offset, record.id);
  }
}

function wrongId(conversationId: string, expected: number, got: number): CapstanError {
  return new CapstanError(
    'conversation_busy',
    `Conversation ${conversationId} goes on with event ${expected}, not ${got}: somebody else writes to it`,
  );
}
