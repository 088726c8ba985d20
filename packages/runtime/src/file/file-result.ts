/** What came of a read. `text` is what the agent reads; a failure starts with `ERROR`. */
export interface ReadResult {
  ok: boolean;
  text: string;
  /** Absolute path as it was asked for, symbolic links not resolved. */
  path: string;
}

/** What came of an edit or a write, as plain data. */
export interface FileResult extends ReadResult {
  /** Whether the file was there before. */
  prevExist: boolean;
  /** The whole file before and after; null when there is none, or more than `CONTENT_LIMIT_CHARS`. */
  oldContent: string | null;
  newContent: string | null;
  /** Unified diff with 3 lines of context; null when nothing changed or it is beyond `CONTENT_LIMIT_CHARS`. */
  diff: string | null;
}

/** Contents and diffs beyond this do not belong into an event: 256 Ki UTF-16 units. */
export const CONTENT_LIMIT_CHARS = 256 * 1024;

/** `text`, or null when it is too long for an event. */
export function boundedContent(text: string | null): string | null {
  return text === null || text.length > CONTENT_LIMIT_CHARS ? null : text;
}

/** A result that changed nothing: a view or a failure. */
export function unchanged(ok: boolean, path: string, text: string, prevExist = false): FileResult {
  return { ok, text, path, prevExist, oldContent: null, newContent: null, diff: null };
}
