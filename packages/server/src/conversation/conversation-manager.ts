import type { JsonObject } from '@capstan/protocol';
import type { AgentSession } from '../session/agent-session.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import type { ServerConversation } from './server-conversation.ts';
import type { CompletionMessage, StartRequest } from './start-request.ts';

/** Which loops or connections are meant; what is left out limits nothing. An empty list of ids means none. */
export interface LoopFilter {
  /** Null is the one user of a server without users. */
  userId?: string | null;
  conversationIds?: readonly string[];
}

/**
 * Owns the live parts of conversations: starts, shares and ends them. The one seam between the routes and where
 * agents run; an application may bring its own, see `extensions.conversationManager` of the configuration.
 *
 * Every method that names a conversation rejects with `conversation_not_found` when there is none.
 */
export interface ConversationManager {
  /** Begins background work, and goes on with conversations that were running when the server ended. */
  enter(): Promise<void>;
  /**
   * Ends everything; conversations that were running go on at the next `enter`, and what runs in a sandbox that
   * outlives this process goes on meanwhile. Bounded; may be called while `enter` is still at work.
   */
  exit(): Promise<void>;

  /**
   * Files, runtime and log of a conversation for a while, shared by reference count; a live session's own if there
   * is one. Null when there is no such conversation, or its runtime cannot be had.
   */
  attachToConversation(conversationId: string, userId: string | null): Promise<ServerConversation | null>;
  detachFromConversation(conversation: ServerConversation): Promise<void>;
  /** Registers a connection of a client and makes sure that the loop runs. */
  joinConversation(
    conversationId: string,
    connectionId: string,
    request: StartRequest,
  ): Promise<AgentLoopInfo>;
  disconnectFromSession(connectionId: string): Promise<void>;

  isAgentLoopRunning(conversationId: string): Promise<boolean>;
  getRunningAgentLoops(filter?: LoopFilter): Promise<ReadonlySet<string>>;
  /** Connection id → conversation id. */
  getConnections(filter?: LoopFilter): Promise<ReadonlyMap<string, string>>;
  getAgentLoopInfo(filter?: LoopFilter): Promise<AgentLoopInfo[]>;
  getAgentSession(conversationId: string): AgentSession | null;

  /**
   * Starts the loop unless it runs, or queues it where the limit is reached. Resolves as soon as what the request
   * carries is durable; phases and failures of the start come over the feed.
   */
  maybeStartAgentLoop(conversationId: string, request: StartRequest): Promise<AgentLoopInfo>;
  /**
   * Appends what a client sent, with source `user`. Resolves with its id once it is durable. Rejects with
   * `event_invalid`, or with `conversation_not_running`.
   */
  sendToEventStream(connectionId: string, data: JsonObject): Promise<{ id: number }>;
  sendEventToConversation(conversationId: string, data: JsonObject): Promise<{ id: number }>;
  /** Has the agent stop, and ends the session. Its clients stay: what they say next starts it again. */
  closeSession(conversationId: string): Promise<void>;
  /**
   * Ends the session, then removes sandbox, log and record. False if there was no such conversation; rejects with
   * `conversation_busy` while another process runs it.
   */
  deleteConversation(conversationId: string): Promise<boolean>;

  /** The events of a conversation as they come, whether or not its loop runs. */
  feed(conversationId: string): ConversationFeed;
  /** Tells the clients of a conversation its title. */
  tellTitle(conversationId: string, title: string): void;
  /** One completion of the conversation's own model beside the agent; its cost is added to the conversation. */
  requestLlmCompletion(
    conversationId: string,
    serviceId: string,
    messages: readonly CompletionMessage[],
    signal?: AbortSignal,
  ): Promise<string>;
}

/** All of them: an application that lacks one would be found out by its users. */
export const MANAGER_METHODS = [
  'enter',
  'exit',
  'attachToConversation',
  'detachFromConversation',
  'joinConversation',
  'disconnectFromSession',
  'isAgentLoopRunning',
  'getRunningAgentLoops',
  'getConnections',
  'getAgentLoopInfo',
  'getAgentSession',
  'maybeStartAgentLoop',
  'sendToEventStream',
  'sendEventToConversation',
  'closeSession',
  'deleteConversation',
  'feed',
  'tellTitle',
  'requestLlmCompletion',
] as const satisfies readonly (keyof ConversationManager)[];
