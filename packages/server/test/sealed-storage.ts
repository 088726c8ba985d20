import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_NAME, SqliteStorage } from '@capstan/storage';
import { DocumentSecretsStore } from '../src/settings/document-secrets-store.ts';
import { DocumentSettingsStore } from '../src/settings/document-settings-store.ts';
import { SealedDocuments } from '../src/vault/sealed-documents.ts';
import { Vault, type VaultOptions } from '../src/vault/vault.ts';

/** A real storage on disk with all that lies encrypted in it. */
export interface SealedStorage {
  home: string;
  storage: SqliteStorage;
  documents: SealedDocuments;
  settings: DocumentSettingsStore;
  secrets: DocumentSecretsStore;
  close: () => Promise<void>;
}

/** Opens the storage of a home folder; several may be open at once, as in several processes. */
export async function openSealedStorage(home: string, env: VaultOptions['env'] = {}): Promise<SealedStorage> {
  const vault = await Vault.open({ home, env });
  const storage = SqliteStorage.open({ file: join(home, DATABASE_NAME), worker: false });
  const documents = new SealedDocuments({ documents: storage.documents, vault });
  return {
    home,
    storage,
    documents,
    settings: new DocumentSettingsStore(documents),
    secrets: new DocumentSecretsStore(documents),
    close: () => storage.close(),
  };
}

export function temporaryHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'capstan-server-'));
}

export function removeHome(home: string): Promise<void> {
  return rm(home, { recursive: true, force: true });
}

/** Every byte of every file in a folder, as text in which a stored value would be found. */
export async function bytesOnDisk(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  return contents.map((content) => content.toString('latin1')).join('\n');
}
