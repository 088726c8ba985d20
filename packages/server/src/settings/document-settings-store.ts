import { userScope } from './user-scope.ts';
import type { SealedDocuments } from '../vault/sealed-documents.ts';
import type { SealContext } from '../vault/vault.ts';
import type { SettingsStore } from './settings-store.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** Settings as encrypted documents of the storage. */
export class DocumentSettingsStore implements SettingsStore {
  readonly #documents: SealedDocuments;

  constructor(documents: SealedDocuments) {
    this.#documents = documents;
  }

  load(userId: string | null): Promise<Settings | undefined> {
    return this.#documents.load(placeOf(userId), settingsSchema);
  }

  update(userId: string | null, change: (settings: Settings | undefined) => Settings): Promise<Settings> {
    return this.#documents.update(placeOf(userId), settingsSchema, change);
  }

  delete(userId: string | null): Promise<void> {
    return this.#documents.delete(placeOf(userId));
  }
}

function placeOf(userId: string | null): SealContext {
  return { scope: userScope(userId), name: 'settings' };
}
