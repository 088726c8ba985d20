import type { Settings } from './settings.ts';

/** Settings per user; encrypted where they lie. Null is the one user of a server without users. */
export interface SettingsStore {
  /** Undefined when nothing was ever stored. */
  load(userId: string | null): Promise<Settings | undefined>;
  /** Changes what is stored, one change after another: `change` gets the newest state. */
  update(userId: string | null, change: (settings: Settings | undefined) => Settings): Promise<Settings>;
  /** Forgets what is stored, also when it cannot be read any more. */
  delete(userId: string | null): Promise<void>;
}
