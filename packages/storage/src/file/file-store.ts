/**
 * Small files by name, such as the task list of a conversation. A path is relative, with `/` between its parts;
 * one that leads outside is refused with `usage`. Other failures are `storage_full` and `storage_failed`.
 */
export interface FileStore {
  /** Replaces the file as a whole, creating its folders. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** As `read`, decoded as UTF-8. */
  readText(path: string): Promise<string | undefined>;
  /** Names in a folder, sorted, those of folders with `/` at the end; empty if there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Removes a file, or a folder with all that is in it; nothing happens if there is none. */
  delete(path: string): Promise<void>;
}
