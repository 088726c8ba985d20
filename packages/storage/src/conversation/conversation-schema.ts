import {
  AGENT_STATES,
  CONVERSATION_STATUSES,
  CONVERSATION_TRIGGERS,
  type JsonObject,
} from '@capstan/protocol';
import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** A conversation as read from disk. */
export const conversationSchema = z.object({
  conversationId: z.string().check(z.minLength(1)),
  title: z.nullable(z.string()),
  /** UTC, ISO 8601 with `Z`. */
  createdAt: z.iso.datetime(),
  /** When this record last changed, whatever changed in it. UTC, ISO 8601 with `Z`. */
  updatedAt: z.iso.datetime(),
  /** Folder on this machine. */
  workspace: z.nullable(z.string()),
  /** As `provider/model`. */
  model: z.nullable(z.string()),
  runtime: z.nullable(z.string()),
  agentClass: z.nullable(z.string()),
  status: z.enum(CONVERSATION_STATUSES),
  /** Limits, confirmation mode and the like: whoever uses them checks them. */
  settings: z.custom<JsonObject>(isObject),
  /** Null is the one user of a server without users. */
  userId: z.nullable(z.string()),
  /** As `owner/name`. */
  selectedRepository: z.nullable(z.string()),
  selectedBranch: z.nullable(z.string()),
  gitProvider: z.nullable(z.string()),
  /** What started it. */
  trigger: z.nullable(z.enum(CONVERSATION_TRIGGERS)),
  /** Of the pull or merge requests that came of it, oldest first. */
  prNumbers: z.array(z.int()),
  /** When something last happened in it; null until the first event. UTC, ISO 8601 with `Z`. */
  lastEventAt: z.nullable(z.iso.datetime()),
  /** US dollars. */
  accumulatedCost: z.number(),
  promptTokens: count,
  completionTokens: count,
  totalTokens: count,
  sandboxId: z.nullable(z.string()),
  /** What the log last said of the agent; null where it said nothing, or nobody noted it. */
  agentState: z.nullable(z.enum(AGENT_STATES)),
});

/** What is read comes of JSON, so what is below is JSON, too. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
