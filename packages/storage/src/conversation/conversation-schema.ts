import { CONVERSATION_STATUSES } from '@capstan/protocol';
import { z } from 'zod';

/** A conversation as read from disk. */
export const conversationSchema = z.object({
  conversationId: z.string().min(1),
  title: z.string().nullable(),
  /** UTC, ISO 8601 with `Z`. */
  createdAt: z.iso.datetime(),
  /** UTC, ISO 8601 with `Z`. */
  updatedAt: z.iso.datetime(),
  /** Folder on this machine. */
  workspace: z.string().nullable(),
  /** As `provider/model`. */
  model: z.string().nullable(),
  runtime: z.string().nullable(),
  agentClass: z.string().nullable(),
  status: z.enum(CONVERSATION_STATUSES),
  /** Limits, confirmation mode and the like: whoever uses them checks them. */
  settings: z.record(z.string(), z.json()),
});
