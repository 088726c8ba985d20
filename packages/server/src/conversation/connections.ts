import type { LoopFilter } from './conversation-manager.ts';

interface Connection {
  conversationId: string;
  userId: string | null;
}

/** Which client is connected to which conversation. */
export class Connections {
  readonly #byId = new Map<string, Connection>();

  add(connectionId: string, connection: Connection): void {
    this.#byId.set(connectionId, connection);
  }

  remove(connectionId: string): void {
    this.#byId.delete(connectionId);
  }

  removeAllOf(conversationId: string): void {
    for (const [id, connection] of this.#byId) {
      if (connection.conversationId === conversationId) this.#byId.delete(id);
    }
  }

  conversationOf(connectionId: string): string | undefined {
    return this.#byId.get(connectionId)?.conversationId;
  }

  isConnected(conversationId: string): boolean {
    return [...this.#byId.values()].some((connection) => connection.conversationId === conversationId);
  }

  matching(filter: LoopFilter): Map<string, string> {
    const found = [...this.#byId].filter(([, connection]) => matches(filter, connection));
    return new Map(found.map(([id, { conversationId }]) => [id, conversationId]));
  }
}

/** Whether a filter means this one. */
export function matches(
  { userId, conversationIds }: LoopFilter,
  one: { conversationId: string; userId: string | null },
): boolean {
  if (userId !== undefined && one.userId !== userId) return false;
  return conversationIds === undefined || conversationIds.includes(one.conversationId);
}
