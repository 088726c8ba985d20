import type { User } from '../user/user-auth.ts';

/** Who calls tools, and from where. */
export interface Caller {
  user: User;
  /** The conversation whose agent calls, as it says itself; whether it is one of the user's is not known yet. */
  conversationId: string | undefined;
  /** Where people reach this server, for links. */
  origin: string;
  /** Of the HTTP request, for the log. */
  requestId: string;
}

/** One call of a tool. */
export interface ToolCall extends Caller {
  /** Aborted when the client has gone or wants no answer any more. */
  signal: AbortSignal;
  /** Tells a client that asked for it how far things are. Never rejects. */
  tell: (message: string) => Promise<void>;
}
