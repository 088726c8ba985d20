import { CapstanError } from '@capstan/protocol';
import { readFrom } from '../sqlite/read-from.ts';
import type { LogHost } from '../sqlite/log-host.ts';
import type { Conversation, ConversationChanges, NewConversation } from './conversation.ts';
import { columnsOf, type ConversationRow, fieldsOf } from './conversation-columns.ts';
import type { ConversationFilter, ListPosition } from './conversation-filter.ts';

const LARGEST_LIST = 1_000;

export interface ConversationSearch extends ConversationFilter {
  /** 1 to 1,000. */
  limit: number;
  /** The `next` of the list before. */
  after?: ListPosition | undefined;
}

export interface ConversationList {
  /** Newest first, by their creation; as many as the limit says unless these are the last. */
  conversations: Conversation[];
  /** Ids of those whose records are damaged; they count among the limit. */
  damaged: string[];
  /** Where the next list starts; undefined if this was the last. */
  next: ListPosition | undefined;
}

/** The conversations of one database. What was written is durable when the promise resolves, and is read from then on. */
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
      createdAt: conversation.createdAt ?? now,
      updatedAt: conversation.updatedAt ?? now,
      workspace: conversation.workspace ?? null,
      model: conversation.model ?? null,
      runtime: conversation.runtime ?? null,
      agentClass: conversation.agentClass ?? null,
      status: conversation.status ?? 'STARTING',
      settings: conversation.settings ?? {},
      userId: conversation.userId ?? null,
      selectedRepository: conversation.selectedRepository ?? null,
      selectedBranch: conversation.selectedBranch ?? null,
      gitProvider: conversation.gitProvider ?? null,
      trigger: conversation.trigger ?? null,
      prNumbers: conversation.prNumbers ?? [],
      lastEventAt: conversation.lastEventAt ?? null,
      accumulatedCost: conversation.accumulatedCost ?? 0,
      promptTokens: conversation.promptTokens ?? 0,
      completionTokens: conversation.completionTokens ?? 0,
      totalTokens: conversation.totalTokens ?? 0,
      sandboxId: conversation.sandboxId ?? null,
      agentState: conversation.agentState ?? null,
    };
    await this.#host.run('insertConversation', [full.conversationId, columnsOf(full)]);
    return full;
  }

  /** Rejects with `storage_corrupt` if its record is damaged. */
  async get(conversationId: string): Promise<Conversation | undefined> {
    const row = await readFrom(this.#host, this.#file, ({ conversations }) =>
      conversations.get(conversationId),
    );
    return row && this.#parse(row, await loadSchema());
  }

  /** Rejects with `conversation_not_found`. */
  async update(conversationId: string, changes: ConversationChanges): Promise<void> {
    const columns = columnsOf({ ...changes, updatedAt: this.#now().toISOString() });
    if (await this.#host.run('updateConversation', [conversationId, columns])) return;
    throw new CapstanError('conversation_not_found', `There is no conversation ${conversationId}`);
  }

  /** A limit out of range is `usage`. */
  async search({ limit, after, ...filter }: ConversationSearch): Promise<ConversationList> {
    if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIST) {
      throw new CapstanError('usage', `The limit of a list must be 1 to ${LARGEST_LIST}, not ${limit}`);
    }
    const { places, rows } = await readFrom(this.#host, this.#file, ({ conversations }) => {
      const found = conversations.places(filter, limit + 1, after);
      const page = found.slice(0, limit).map(({ conversationId }) => conversations.get(conversationId));
      return { places: found, rows: page.filter((row) => row !== undefined) };
    });
    const list: ConversationList = { conversations: [], damaged: [], next: undefined };
    if (places.length > limit) list.next = places[limit - 1];
    const schema = await loadSchema();
    for (const row of rows) {
      const parsed = schema.safeParse(fieldsOf(row));
      if (parsed.success) list.conversations.push(parsed.data);
      else list.damaged.push(String(row.conversation_id));
    }
    return list;
  }

  count(filter: ConversationFilter = {}): Promise<number> {
    return readFrom(this.#host, this.#file, ({ conversations }) => conversations.count(filter));
  }

  /** Removes the conversation with its log, lease, snapshot and documents; false if there was nothing. */
  delete(conversationId: string): Promise<boolean> {
    return this.#host.run('removeConversation', [conversationId]);
  }

  #parse(row: ConversationRow, schema: Schema): Conversation {
    const parsed = schema.safeParse(fieldsOf(row));
    if (parsed.success) return parsed.data;
    throw new CapstanError(
      'storage_corrupt',
      `${this.#file}: conversation ${String(row.conversation_id)} is damaged (${parsed.error.issues[0]?.path.join('.')})`,
    );
  }
}

type Schema = Awaited<ReturnType<typeof loadSchema>>;

/** Loaded when first needed: the way to an agent's first step only writes. */
async function loadSchema() {
  const { conversationSchema } = await import('./conversation-schema.ts');
  return conversationSchema;
}
