import { CONVERSATION_STATUSES } from '@capstan/protocol';
import * as z from 'zod/mini';

/** A conversation as read from disk. */
export const conversationSchema = z.object({
  conversationId: z.string().check(z.minLength(1)),
  title: z.nullable(z.string()),
  /** UTC, ISO 8601 with `Z`. */
  createdAt: z.iso.datetime(),
  /** UTC, ISO 8601 with `Z`. */
  updatedAt: z.iso.datetime(),
  /** Folder on this machine. */
  workspace: z.nullable(z.string()),
  /** As `provider/model`. */
  model: z.nullable(z.string()),
  runtime: z.nullable(z.string()),
  agentClass: z.nullable(z.string()),
  status: z.enum(CONVERSATION_STATUSES),
  /** Limits, confirmation mode and the like: whoever uses them checks them. */
  settings: z.record(z.string(), z.json()),
});
