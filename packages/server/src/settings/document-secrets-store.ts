import * as z from 'zod';
import { userScope } from './user-scope.ts';
import type { SealedDocuments } from '../vault/sealed-documents.ts';
import type { SealContext } from '../vault/vault.ts';
import { GIT_PROVIDERS, type Secrets, type SecretsStore } from './secrets.ts';

const secretsSchema: z.ZodType<Secrets> = z.object({
  providerTokens: z.partialRecord(
    z.enum(GIT_PROVIDERS),
    z.object({ token: z.string(), host: z.string().nullable(), userId: z.string().nullable() }),
  ),
  customSecrets: z.record(z.string(), z.object({ secret: z.string(), description: z.string() })),
});

const NONE: Secrets = { providerTokens: {}, customSecrets: {} };

/** Secrets as encrypted documents of the storage. */
export class DocumentSecretsStore implements SecretsStore {
  readonly #documents: SealedDocuments;

  constructor(documents: SealedDocuments) {
    this.#documents = documents;
  }

  async load(userId: string | null): Promise<Secrets> {
    return (await this.#documents.load(placeOf(userId), secretsSchema)) ?? NONE;
  }

  update(userId: string | null, change: (secrets: Secrets) => Secrets): Promise<Secrets> {
    return this.#documents.update(placeOf(userId), secretsSchema, (secrets = NONE) => change(secrets));
  }

  delete(userId: string | null): Promise<void> {
    return this.#documents.delete(placeOf(userId));
  }
}

function placeOf(userId: string | null): SealContext {
  return { scope: userScope(userId), name: 'secrets' };
}
