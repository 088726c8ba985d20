import { CapstanError } from '@capstan/protocol';
import type { LogHost } from '../sqlite/log-host.ts';
import type { BacklogProgress } from './event-index.ts';
import type { FoundEvents } from './search-reader.ts';
import type { SearchPosition, SearchScope } from './search-question.ts';
import { searchTerms } from './search-term.ts';

const LARGEST_PAGE = 100;
const MOST_CONVERSATIONS_NAMED = 1_000;

/** What one search catches up with at most: about a second of work. */
const MOST_CONVERSATIONS = 50;
const MOST_EVENTS = 10_000;

/** What a command that indexes writes, roughly. */
const BATCH_BYTES = 512 * 1024;

export interface FindOptions extends SearchScope {
  /** Words, all of which an event must have. Of words of two letters or more the end may be missing. */
  text: string;
  /** 1 to 100. */
  limit: number;
  /** The `next` of the page before. */
  before?: SearchPosition | undefined;
}

export interface SearchResult extends FoundEvents {
  /** Whether all of the scope was searched. If not, the same search again goes further. */
  complete: boolean;
}

/**
 * Finds events by their words, the last appended first. Events are indexed when somebody searches, in small commits
 * between those of others, so appending costs nothing more.
 */
export class EventSearch {
  readonly #host: LogHost;

  constructor(host: LogHost) {
    this.#host = host;
  }

  /** `usage` if the limit is out of range, or more than 1,000 conversations are named. */
  async find({ text, limit, before, conversationIds, userId }: FindOptions): Promise<SearchResult> {
    if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
      throw new CapstanError('usage', `The limit of a search must be 1 to ${LARGEST_PAGE}, not ${limit}`);
    }
    if ((conversationIds?.length ?? 0) > MOST_CONVERSATIONS_NAMED) {
      throw new CapstanError('usage', `A search takes at most ${MOST_CONVERSATIONS_NAMED} conversations`);
    }
    const terms = searchTerms(text);
    if (terms.length === 0) return { hits: [], next: undefined, complete: true };
    const complete =
      conversationIds === undefined
        ? await this.#catchUp(userId)
        : (await this.#catchUpWith(conversationIds, MOST_EVENTS)).length === 0;
    const found = await this.#host.find({ terms, limit, before, conversationIds, userId });
    return { ...found, complete };
  }

  /** Indexes all that the conversation has by now. */
  async indexThrough(conversationId: string): Promise<void> {
    await this.#catchUpWith([conversationId], Number.POSITIVE_INFINITY);
  }

  /** Whether nothing is left. */
  async #catchUp(userId: string | null | undefined): Promise<boolean> {
    while (!(await this.#host.run('surveyEvents', [], BATCH_BYTES / 8)));
    let next: number | undefined = Number.MAX_SAFE_INTEGER;
    let [events, conversations] = [0, 0];
    while (next !== undefined && events < MOST_EVENTS && conversations < MOST_CONVERSATIONS) {
      const progress: BacklogProgress = await this.#host.run('indexBacklog', [userId, next], BATCH_BYTES);
      events += progress.events;
      conversations += progress.finished;
      next = progress.next;
    }
    return next === undefined;
  }

  /** Gives back the conversations that are still behind. */
  async #catchUpWith(conversationIds: readonly string[], mostEvents: number): Promise<readonly string[]> {
    let left = conversationIds;
    let events = 0;
    while (left.length > 0 && events < mostEvents) {
      const progress = await this.#host.run('indexConversations', [left], BATCH_BYTES);
      events += progress.events;
      left = progress.left;
    }
    return left;
  }
}
