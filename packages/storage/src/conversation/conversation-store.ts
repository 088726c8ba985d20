import { CapstanError } from '@capstan/protocol';
import type { LogHost } from '../sqlite/log-host.ts';
import type { Conversation, ConversationChanges, NewConversation } from './conversation.ts';
import type { ConversationRow, ListPosition } from './conversation-table.ts';

const LARGEST_LIST = 1_000;

export interface ConversationList {
  /** Newest first, by their last update. */
  conversations: Conversation[];
  /** Where the next list starts; undefined if this was the last. */
  next: ListPosition | undefined;
}

/** The conversations of one database. */
export class ConversationStore {
  readonly #host: LogHost;
  readonly #file: string;
  readonly #now: () => Date;

  constructor(host: LogHost, file: string, now: () => Date = () => new Date()) {
    this.#host = host;
    this.#file = file;
    this.#now = now;
  }

  /** Rejects with `conversation_busy` if there is one with this id. */
  async create(conversation: NewConversation): Promise<Conversation> {
    const now = this.#now().toISOString();
    const full: Conversation = {
      conversationId: conversation.conversationId,
      title: conversation.title ?? null,
      createdAt: now,
      updatedAt: conversation.updatedAt ?? now,
      workspace: conversation.workspace ?? null,
      model: conversation.model ?? null,
      runtime: conversation.runtime ?? null,
      agentClass: conversation.agentClass ?? null,
      status: conversation.status ?? 'STARTING',
      settings: conversation.settings ?? {},
    };
    await this.#host.run('insertConversation', [Object.values(columnsOf(full))]);
    return full;
  }

  async get(conversationId: string): Promise<Conversation | undefined> {
    const row = await this.#host.run('getConversation', [conversationId]);
    return row && this.#parse(row);
  }

  /** Rejects with `conversation_not_found`. */
  async update(conversationId: string, changes: ConversationChanges): Promise<void> {
    const columns = columnsOf({ ...changes, updatedAt: this.#now().toISOString() });
    if (await this.#host.run('updateConversation', [conversationId, columns])) return;
    throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
  }

  /** A limit of 1 to 1,000, else `usage`. */
  async list(options: { limit: number; after?: ListPosition }): Promise<ConversationList> {
    const { limit, after } = options;
    if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIST) {
      throw new CapstanError('usage', `The limit of a list must be 1 to ${LARGEST_LIST}, not ${limit}`);
    }
    const rows = await this.#host.run('listConversations', [limit + 1, after]);
    const conversations = await Promise.all(rows.slice(0, limit).map((row) => this.#parse(row)));
    const last = conversations.at(-1);
    const more = rows.length > limit && last !== undefined;
    return {
      conversations,
      next: more ? { updatedAt: last.updatedAt, conversationId: last.conversationId } : undefined,
    };
  }

  /** Removes the conversation with its log, lease and snapshot; false if there was nothing. */
  delete(conversationId: string): Promise<boolean> {
    return this.#host.run('removeConversation', [conversationId]);
  }

  async #parse(row: ConversationRow): Promise<Conversation> {
    // Loaded when first needed: the way to an agent's first step only writes.
    const { conversationSchema } = await import('./conversation-schema.ts');
    const parsed = conversationSchema.safeParse({
      conversationId: row.conversation_id,
      title: row.title,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      workspace: row.workspace,
      model: row.model,
      runtime: row.runtime,
      agentClass: row.agent_class,
      status: row.status,
      settings: parseJson(row.settings),
    });
    if (parsed.success) return parsed.data;
    throw new CapstanError(
      'storage_corrupt',
      `${this.#file}: conversation ${String(row.conversation_id)} is damaged (${parsed.error.issues[0]?.path.join('.')})`,
    );
  }
}

/** The columns that are given, in the order of the table. */
function columnsOf(conversation: Partial<Conversation>): Record<string, string | null> {
  const { settings } = conversation;
  const columns = {
    conversation_id: conversation.conversationId,
    title: conversation.title,
    created_at: conversation.createdAt,
    updated_at: conversation.updatedAt,
    workspace: conversation.workspace,
    model: conversation.model,
    runtime: conversation.runtime,
    agent_class: conversation.agentClass,
    status: conversation.status,
    settings: settings && JSON.stringify(settings),
  };
  const given: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(columns)) if (value !== undefined) given[name] = value;
  return given;
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    // The schema check that follows reports it.
    return undefined;
  }
}
