import { mcpConfigSchema } from '@capstan/protocol/api';
import { conversationScope } from '@capstan/storage';
import * as z from 'zod';
import type { SealedDocuments } from './sealed-documents.ts';
import type { SealContext } from './vault.ts';

const conversationDataSchema = z.object({
  /** What the person wants of every step of this conversation. */
  instructions: z.string().nullable().default(null),
  /** Stands in for the MCP servers of the user's settings. */
  mcpConfig: mcpConfigSchema.nullable().default(null),
  /** A recorded trajectory to run, as the JSON text that a client sent. */
  replayJson: z.string().nullable().default(null),
  /** Variables of an experiment, for the agent. */
  experiment: z.record(z.string(), z.json()).nullable().default(null),
});

/** What a conversation was created with that is nobody else's business, beside its record. */
export type ConversationData = z.output<typeof conversationDataSchema>;

const NONE: ConversationData = { instructions: null, mcpConfig: null, replayJson: null, experiment: null };

/** `ConversationData` of each conversation; encrypted where it lies. */
export class ConversationDocuments {
  readonly #documents: SealedDocuments;

  constructor(documents: SealedDocuments) {
    this.#documents = documents;
  }

  /** All null if nothing was saved. Rejects with `storage_corrupt`. */
  async load(conversationId: string): Promise<ConversationData> {
    return (await this.#documents.load(placeOf(conversationId), conversationDataSchema)) ?? NONE;
  }

  /** Replaces what was saved; what is left out is null. */
  save(conversationId: string, data: Partial<ConversationData>): Promise<void> {
    return this.#documents.save(placeOf(conversationId), { ...NONE, ...data });
  }

  delete(conversationId: string): Promise<void> {
    return this.#documents.delete(placeOf(conversationId));
  }
}

function placeOf(conversationId: string): SealContext {
  return { scope: conversationScope(conversationId), name: 'creation' };
}
