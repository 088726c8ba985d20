import { create } from 'zustand';
import { stored } from '../../app/stored.ts';
import type { FileDiff } from './file-diff.ts';

/** Files are forgotten again, the oldest first. */
const MOST = 500;

const kept = stored<Record<string, number>>('viewed', (value) =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, mark]) => typeof mark === 'number'))
    : {},
);

interface Viewed {
  /** By conversation and path, the changes that somebody has seen. */
  marks: Readonly<Record<string, number>>;
  /** Marks a file as seen as it is; null takes that back. */
  mark: (conversationId: string, path: string, changes: number | null) => void;
}

export const useViewed = create<Viewed>()((set, get) => ({
  marks: kept.read(),
  mark(conversationId, path, changes) {
    const key = viewedKey(conversationId, path);
    const others = Object.entries(get().marks).filter(([name]) => name !== key);
    const all = changes === null ? others : [...others, [key, changes] as const];
    const marks = Object.fromEntries(all.slice(-MOST));
    set({ marks });
    kept.write(marks);
  },
}));

export const viewedKey = (conversationId: string, path: string): string => `${conversationId}/${path}`;

/** A number for what changed: another one as soon as something else has (FNV-1a). */
export function changesMark(diff: FileDiff): number {
  const mark = marked.get(diff) ?? hashOf(diff);
  marked.set(diff, mark);
  return mark;
}

/** A list is drawn often, and a diff can be long. */
const marked = new WeakMap<FileDiff, number>();

function hashOf({ pieces }: FileDiff): number {
  let hash = 0x811c9dc5;
  const add = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 10, 0x01000193);
  };
  for (const { blocks } of pieces) {
    for (const block of blocks) {
      if (block.kind !== 'change') continue;
      add(`${block.before} ${block.after}`);
      for (const line of block.removed) add(`-${line}`);
      for (const line of block.added) add(`+${line}`);
    }
  }
  return hash >>> 0;
}
