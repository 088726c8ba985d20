import type { TreeRow } from './tree-rows.ts';

/** What a key does in a tree. */
export type TreeMove =
  | { type: 'focus'; path: string }
  | { type: 'expand' | 'collapse'; paths: readonly string[] }
  | { type: 'open'; path: string };

/** By the tree pattern of the ARIA practices; null where the key does nothing. */
export function treeMove(rows: readonly TreeRow[], focused: string | null, key: string): TreeMove | null {
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === focused),
  );
  const row = rows[at];
  if (row === undefined) return null;
  const focus = (target: TreeRow | undefined): TreeMove | null =>
    target === undefined ? null : { type: 'focus', path: target.path };
  switch (key) {
    case 'ArrowDown':
      return focus(rows[at + 1]);
    case 'ArrowUp':
      return focus(rows[at - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (row.kind === 'file') return null;
      if (!row.expanded) return { type: 'expand', paths: [row.path] };
      return rows[at + 1]?.level === row.level + 1 ? focus(rows[at + 1]) : null;
    case 'ArrowLeft':
      if (row.expanded) return { type: 'collapse', paths: [row.path] };
      return focus(rows.slice(0, at).findLast(({ level }) => level < row.level));
    case 'Enter':
    case ' ':
      if (row.kind === 'file') return { type: 'open', path: row.path };
      return { type: row.expanded ? 'collapse' : 'expand', paths: [row.path] };
    case '*': {
      const beside = siblingsOf(rows, at).filter(({ kind, expanded }) => kind === 'folder' && !expanded);
      return { type: 'expand', paths: beside.map(({ path }) => path) };
    }
    default:
      return null;
  }
}

/** The next row whose name begins so, going round; of one letter the one after this, of more also this one. */
export function typedAhead(rows: readonly TreeRow[], focused: string | null, typed: string): string | null {
  const at = rows.findIndex(({ path }) => path === focused);
  const first = typed.length > 1 ? Math.max(0, at) : at + 1;
  const wanted = typed.toLowerCase();
  const order = [...rows.slice(first), ...rows.slice(0, first)];
  return order.find(({ name }) => name.toLowerCase().startsWith(wanted))?.path ?? null;
}

function siblingsOf(rows: readonly TreeRow[], at: number): TreeRow[] {
  const level = rows[at]?.level ?? 0;
  const isEnd = (row: TreeRow): boolean => row.level < level;
  const before = rows.slice(0, at).findLastIndex(isEnd) + 1;
  const after = rows.slice(at).findIndex(isEnd);
  return rows.slice(before, after === -1 ? undefined : at + after).filter((row) => row.level === level);
}
