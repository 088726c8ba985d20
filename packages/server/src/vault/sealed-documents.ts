import { CapstanError } from '@capstan/protocol';
import type * as z from 'zod';
import type { ServerStorage } from '../storage/server-storage.ts';
import type { SealContext, Vault } from './vault.ts';

/** Others who change the same document at the same moment; more than that is no coincidence. */
const MOST_ATTEMPTS = 50;

export interface SealedDocumentsOptions {
  documents: ServerStorage['documents'];
  vault: Vault;
}

/** JSON documents that lie encrypted in the storage, and are checked against their schema when they are read. */
export class SealedDocuments {
  readonly #documents: ServerStorage['documents'];
  readonly #vault: Vault;
  /** The end of the last change of each document that is being changed. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor({ documents, vault }: SealedDocumentsOptions) {
    this.#documents = documents;
    this.#vault = vault;
  }

  /** Undefined if there is none. Rejects with `storage_corrupt` for one that cannot be opened or understood. */
  async load<Content>(place: SealContext, schema: z.ZodType<Content>): Promise<Content | undefined> {
    const sealed = await this.#documents.get(place.scope, place.name);
    return sealed && this.#read(sealed, place, schema);
  }

  async save(place: SealContext, content: unknown): Promise<void> {
    await this.#documents.put(place.scope, place.name, this.#seal(content, place));
  }

  async delete({ scope, name }: SealContext): Promise<void> {
    await this.#documents.delete(scope, name);
  }

  /**
   * Changes of this process come one after another. If another process was faster, `change` is asked again with
   * what it wrote, so it must not have effects. What `change` throws leaves everything as it was.
   */
  async update<Content>(
    place: SealContext,
    schema: z.ZodType<Content>,
    change: (content: Content | undefined) => Content,
  ): Promise<Content> {
    const key = JSON.stringify([place.scope, place.name]);
    const before = this.#changes.get(key) ?? Promise.resolve();
    const own = before.then(() => this.#update(place, schema, change));
    const end = own.then(
      () => undefined,
      () => undefined,
    );
    this.#changes.set(key, end);
    try {
      return await own;
    } finally {
      if (this.#changes.get(key) === end) this.#changes.delete(key);
    }
  }

  async #update<Content>(
    place: SealContext,
    schema: z.ZodType<Content>,
    change: (content: Content | undefined) => Content,
  ): Promise<Content> {
    const { scope, name } = place;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const sealed = await this.#documents.get(scope, name);
      const changed = change(sealed && this.#read(sealed, place, schema));
      if (await this.#documents.replace(scope, name, sealed, this.#seal(changed, place))) return changed;
    }
    throw new CapstanError('storage_failed', `${name} of ${scope} changes all the time`, {
      remedy: 'Try again in a moment.',
    });
  }

  #seal(content: unknown, place: SealContext): Uint8Array {
    return this.#vault.seal(Buffer.from(JSON.stringify(content)), place);
  }

  #read<Content>(sealed: Uint8Array, place: SealContext, schema: z.ZodType<Content>): Content {
    const text = Buffer.from(this.#vault.open(sealed, place)).toString('utf8');
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    // The issues of a schema may hold what they complain about.
    const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new CapstanError('storage_corrupt', `${place.name} of ${place.scope} is not understood: ${where}`, {
      remedy: 'It may be of a newer version of Capstan: update it, or enter the values again.',
    });
  }
}

/** Undefined for what is no JSON, which no schema of a document takes. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its message would quote the text.
    return undefined;
  }
}
