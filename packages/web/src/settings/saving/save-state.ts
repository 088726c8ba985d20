/** What became of a change. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'failed'; failure: unknown; again: () => void };

export const IDLE: SaveState = { kind: 'idle' };
