import { readOpenHandsFiles } from './openhands-files.ts';
import type { Secrets, SecretsStore } from './secrets.ts';
import type { SettingsStore } from './settings-store.ts';

export interface ImportOptions {
  /** Where OpenHands has its `settings.json` and `secrets.json`. They are read and left as they are. */
  folder: string;
  settings: SettingsStore;
  secrets: SecretsStore;
  userId: string | null;
}

export interface ImportResult {
  settings: boolean;
  secrets: boolean;
  /** Names of what does not fit here. */
  skipped: string[];
}

/**
 * Takes over the settings and the secrets of an OpenHands. What a user has stored here already is never replaced, so
 * that it can be done at each start. Rejects with `file_not_found` or `config_invalid`.
 */
export async function importOpenHandsSettings(options: ImportOptions): Promise<ImportResult> {
  const { settings, secrets, userId } = options;
  const wantsSettings = (await settings.load(userId)) === undefined;
  const wantsSecrets = isEmpty(await secrets.load(userId));
  if (!wantsSettings && !wantsSecrets) return { settings: false, secrets: false, skipped: [] };
  const found = await readOpenHandsFiles(options.folder);
  const result: ImportResult = { settings: false, secrets: false, skipped: found.skipped };
  const { settings: foundSettings } = found;
  if (wantsSettings && foundSettings !== undefined) {
    const kept = await settings.update(userId, (stored) => stored ?? foundSettings);
    result.settings = kept === foundSettings;
  }
  if (wantsSecrets && !isEmpty(found.secrets)) {
    const kept = await secrets.update(userId, (stored) => (isEmpty(stored) ? found.secrets : stored));
    result.secrets = kept === found.secrets;
  }
  return result;
}

function isEmpty({ providerTokens, customSecrets }: Secrets): boolean {
  return Object.keys(providerTokens).length === 0 && Object.keys(customSecrets).length === 0;
}
