/** Names of pictures, to be given their shape where they are drawn. */
export type LineIcon =
  | 'person'
  | 'agent'
  | 'thought'
  | 'plan'
  | 'command'
  | 'keys'
  | 'cell'
  | 'read'
  | 'folder'
  | 'create'
  | 'edit'
  | 'undo'
  | 'browse'
  | 'tool'
  | 'delegate'
  | 'condensation'
  | 'recall'
  | 'finish'
  | 'reject'
  | 'error'
  | 'paused'
  | 'stopped'
  | 'clock'
  | 'unknown';

export type Tone = 'muted' | 'good' | 'bad' | 'warn';

/** The line of an entry: icon, verb, object, result, duration. All texts are on one line and hide nothing. */
export interface EntryLine {
  icon: LineIcon;
  verb: string;
  object: string;
  /** How the object is set: `code` in the code face, `path` cut at its beginning where it is too long. */
  style: 'code' | 'path' | 'text';
  /** Null where there is nothing to say beside that it went well. */
  result: { text: string; tone: Tone } | null;
  /** Null where it is not known or still counts: then from `since`. */
  seconds: number | null;
  /** When it began, while it runs; null otherwise. */
  since: string | null;
}
