import { randomUUID } from 'node:crypto';

/** One that nobody can guess. */
export function newConversationId(): string {
  return randomUUID().replaceAll('-', '');
}
