import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { oneLine } from '../../screen/index.ts';
import { treeMove, typedAhead } from './tree-keys.ts';
import type { TreeRow } from './tree-rows.ts';

export interface FileTreeProps {
  rows: readonly TreeRow[];
  focused: string | null;
  /** Path of the file that is shown. */
  opened: string | null;
  onFocus: (path: string) => void;
  onExpand: (paths: readonly string[], expanded: boolean) => void;
  onOpen: (path: string) => void;
}

/** Letters that come later than this begin a new word. Milliseconds. */
const TYPING_MS = 700;
const INDENT = 14;

/** Files and folders as a tree. One row is in the order of Tab; arrows, Home, End, Enter and first letters move from there. */
export function FileTree({ rows, focused, opened, onFocus, onExpand, onOpen }: FileTreeProps): ReactNode {
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  // The row that has gone leaves the focus to the first one.
  const current = rows.some(({ path }) => path === focused) ? focused : (rows[0]?.path ?? null);
  useEffect(() => {
    // Only inside of the tree: the focus is not taken from elsewhere.
    if (tree.current?.contains(document.activeElement) !== true) return;
    tree.current.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [current]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, current, event.key);
    if (move !== null) {
      if (move.type === 'focus') onFocus(move.path);
      else if (move.type === 'open') onOpen(move.path);
      else onExpand(move.paths, move.type === 'expand');
    } else if (event.key.length === 1 && event.key !== ' ') {
      const { text, at } = typed.current;
      const word = event.timeStamp - at > TYPING_MS ? event.key : text + event.key;
      typed.current = { text: word, at: event.timeStamp };
      const found = typedAhead(rows, current, word);
      if (found !== null) onFocus(found);
    } else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  return (
    <div ref={tree} role="tree" aria-label="Files" onKeyDown={onKeyDown} className="py-1">
      {rows.map((row) => (
        <TreeItem
          key={row.path}
          row={row}
          isCurrent={row.path === current}
          isOpened={row.path === opened}
          onFocus={() => {
            if (row.path !== current) onFocus(row.path);
          }}
          onClick={() => {
            onFocus(row.path);
            if (row.kind === 'file') onOpen(row.path);
            else onExpand([row.path], !row.expanded);
          }}
        />
      ))}
    </div>
  );
}

interface TreeItemProps {
  row: TreeRow;
  isCurrent: boolean;
  isOpened: boolean;
  onFocus: () => void;
  onClick: () => void;
}

function TreeItem({ row, isCurrent, isOpened, onFocus, onClick }: TreeItemProps): ReactNode {
  const { kind, path, name, level, expanded, position, siblings, folder } = row;
  const isFolder = kind === 'folder';
  const padding = { paddingLeft: 8 + (level - 1) * INDENT };
  return (
    <>
      <div
        role="treeitem"
        aria-level={level}
        aria-posinset={position}
        aria-setsize={siblings}
        aria-expanded={isFolder ? expanded : undefined}
        aria-selected={isOpened}
        tabIndex={isCurrent ? 0 : -1}
        data-path={path}
        title={oneLine(path, 400)}
        onFocus={onFocus}
        onClick={onClick}
        style={padding}
        className={classNames(
          'flex h-6 cursor-default items-center gap-1.5 pr-2 text-sm select-none pointer-coarse:h-10',
          'focus-visible:-outline-offset-2',
          isOpened ? 'bg-selected text-strong' : 'text-body hover:bg-hover',
        )}
      >
        {isFolder ? (
          <Icon
            name="right"
            size={12}
            className={classNames('shrink-0 text-muted transition-transform', expanded && 'rotate-90')}
          />
        ) : (
          <span className="w-3 shrink-0" />
        )}
        <Icon
          name={isFolder ? (expanded ? 'folder_open' : 'folder') : 'file'}
          size={14}
          className="shrink-0 text-muted"
        />
        <span className="truncate">{oneLine(name, 400)}</span>
      </div>
      {folder !== null && (
        <div style={{ paddingLeft: 8 + level * INDENT + 18 }} className="flex h-6 items-center text-xs">
          {folder.state === 'failed' ? (
            <span className="text-red-text">It could not be read</span>
          ) : (
            <Skeleton className="h-2.5 w-28" />
          )}
        </div>
      )}
    </>
  );
}
