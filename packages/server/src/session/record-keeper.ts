import type { Spend } from '@capstan/agent';
import type { EventStream } from '@capstan/events';
import type { Event, WorkspaceAccess } from '@capstan/protocol';
import { currentBranch } from '@capstan/runtime';
import type { Conversation, ConversationChanges } from '@capstan/storage';
import type { LiveFeed } from '../conversation/live-feed.ts';
import type { CompletionMessage } from '../conversation/start-request.ts';
import type { ConversationRecords } from '../storage/server-storage.ts';
import { titleNotice } from './session-notices.ts';
import { defaultTitle, plainTitle, taskOf, titleFrom, titlePrompt } from './title.ts';

/** What changes with every event is written this often. */
const WRITE_MILLISECONDS = 1_000;
const MOVES_BRANCH = /\bgit\s+(checkout|switch|merge|rebase|reset|branch)\b/;

export interface RecordKeeperOptions {
  record: Conversation;
  conversations: ConversationRecords;
  stream: EventStream;
  feed: LiveFeed;
  access: WorkspaceAccess;
  spend: () => Spend | undefined;
  /** Names the conversation with its model; without it the first words have to do. */
  complete?: (messages: readonly CompletionMessage[], signal: AbortSignal) => Promise<string>;
  /** Fires when the session closes: what is asked of model or workspace is given up. */
  signal: AbortSignal;
  onFailure: (error: unknown) => void;
}

/** Keeps what lists show of a conversation as its events say: when it last did something, its cost, title, branch. */
export class RecordKeeper {
  readonly #options: RecordKeeperOptions;
  #changes: ConversationChanges = {};
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #named: boolean;

  constructor(options: RecordKeeperOptions) {
    this.#options = options;
    const { title, conversationId } = options.record;
    this.#named = title !== null && title !== defaultTitle(conversationId);
  }

  onEvent(event: Event): void {
    this.#change({ lastEventAt: event.timestamp, ...this.#bill(), ...agentStateOf(event) });
    const task = this.#named ? undefined : taskOf(event);
    if (task !== undefined) this.#inBackground(() => this.#name(task));
    if (movesBranch(event)) this.#inBackground(() => this.#noteBranch());
  }

  /** Writes what is not written yet. To be called after the last event. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#write();
    await this.#writing;
  }

  #bill(): ConversationChanges {
    const spend = this.#options.spend();
    if (spend === undefined) return {};
    return {
      accumulatedCost: spend.usd,
      promptTokens: spend.input,
      completionTokens: spend.output,
      totalTokens: spend.input + spend.output,
    };
  }

  #change(changes: ConversationChanges): void {
    this.#changes = { ...this.#changes, ...changes };
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MILLISECONDS).unref();
  }

  #write(): void {
    this.#timer = undefined;
    const changes = this.#changes;
    if (Object.keys(changes).length === 0) return;
    this.#changes = {};
    this.#writing = this.#writing.then(() => this.#update(changes));
  }

  async #update(changes: ConversationChanges): Promise<void> {
    const { conversations, record, onFailure } = this.#options;
    try {
      await conversations.update(record.conversationId, changes);
    } catch (error) {
      onFailure(error);
    }
  }

  #inBackground(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (!this.#options.signal.aborted) this.#options.onFailure(error);
    });
  }

  /** By the first words at once, by the model as soon as it has answered, by neither once a person has. */
  async #name(task: string): Promise<void> {
    this.#named = true;
    const { record, complete, stream, signal } = this.#options;
    const plain = plainTitle(stream.redactor.text(task));
    if (!(await this.#rename([null, defaultTitle(record.conversationId)], plain))) return;
    if (complete === undefined) return;
    const answer = await complete([{ role: 'user', content: titlePrompt(task) }], signal);
    const title = titleFrom(stream.redactor.text(answer));
    if (title !== undefined) await this.#rename([plain], title);
  }

  async #rename(from: readonly (string | null)[], title: string): Promise<boolean> {
    const { conversations, record, feed } = this.#options;
    const { conversationId } = record;
    const now = await conversations.get(conversationId);
    if (now === undefined || !from.includes(now.title)) return false;
    await conversations.update(conversationId, { title });
    feed.notify(titleNotice(conversationId, title));
    return true;
  }

  async #noteBranch(): Promise<void> {
    const { access, record } = this.#options;
    const folder = record.selectedRepository?.split('/').at(-1) ?? '.';
    const branch = await currentBranch(access, folder);
    if (branch !== undefined) this.#change({ selectedBranch: branch });
  }
}

/** What the event says of the agent, if it does. */
function agentStateOf(event: Event): ConversationChanges {
  return event.observation === 'agent_state_changed' ? { agentState: event.extras.agent_state } : {};
}

/** Whether a command may have put another branch into the workspace. */
function movesBranch(event: Event): boolean {
  return (
    event.observation === 'run' &&
    event.extras.metadata.exit_code === 0 &&
    MOVES_BRANCH.test(event.extras.command)
  );
}
