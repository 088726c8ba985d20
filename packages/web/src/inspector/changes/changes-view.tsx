import { useId, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { useWidth } from '../use-width.ts';
import type { ChangedFile } from './changed-file.ts';
import { ChangedFileSection } from './changed-file-section.tsx';
import { useDiffLayout } from './diff-layout.ts';
import { Lines } from './line-counts.tsx';
import type { LoadedDiff } from './loaded-diff.ts';
import { useOpenedFiles } from './opened-files.ts';
import { changesMark, useViewed, viewedKey } from './viewed.ts';

export interface ChangesViewProps {
  conversationId: string;
  files: readonly ChangedFile[];
  loadedOf: (file: ChangedFile) => LoadedDiff;
  isOpen: (file: ChangedFile) => boolean;
  onRetry: (file: ChangedFile) => void;
  /** Asks for all of it anew; null where nobody can be asked. */
  onRefresh: (() => void) | null;
  refreshing?: boolean;
  /** Null where files cannot be opened: the past is shown. */
  onOpenFile: ((path: string) => void) | null;
  /** Stands above the list: what it is compared with, if that is not git. */
  note?: ReactNode;
}

/** Pixels from which two sides fit beside each other. */
const SIDE_BY_SIDE_WIDTH = 640;

/** The list of changed files, each with its diff. */
export function ChangesView(props: ChangesViewProps): ReactNode {
  const { conversationId, files, loadedOf, isOpen, onRetry, onOpenFile, note } = props;
  const idBase = useId();
  const [measure, width] = useWidth();
  const { sideBySide, setSideBySide } = useDiffLayout();
  const choose = useOpenedFiles((state) => state.choose);
  const { marks, mark } = useViewed();
  const fits = width >= SIDE_BY_SIDE_WIDTH;
  useCommand('change.side-by-side', () => {
    if (!fits) return false;
    setSideBySide(!sideBySide);
    return undefined;
  });
  const keyOf = ({ path }: ChangedFile): string => viewedKey(conversationId, path);
  return (
    <div
      // What is clicked in here is where the keys work.
      tabIndex={-1}
      onKeyDown={moveByKey}
      className="flex min-h-0 flex-1 flex-col outline-none"
    >
      {note}
      <Toolbar
        {...props}
        fits={fits}
        allOpen={files.every(isOpen)}
        onAll={(open) => choose(files.map(keyOf), open)}
      />
      <div ref={measure} className="@container min-h-0 flex-1 overflow-y-auto">
        {files.map((file, index) => {
          const loaded = loadedOf(file);
          const seen = loaded.state === 'ready' ? changesMark(loaded.diff) : null;
          const viewed = seen !== null && marks[keyOf(file)] === seen;
          return (
            <ChangedFileSection
              key={file.path}
              id={`${idBase}-${index}`}
              file={file}
              loaded={loaded}
              open={isOpen(file)}
              sideBySide={sideBySide && fits}
              viewed={viewed}
              onToggle={() => choose([keyOf(file)], !isOpen(file))}
              onViewed={
                seen === null
                  ? null
                  : (now) => {
                      mark(conversationId, file.path, now ? seen : null);
                      choose([keyOf(file)], !now);
                    }
              }
              onRetry={() => onRetry(file)}
              onOpenFile={
                onOpenFile === null || file.status === 'deleted' ? null : () => onOpenFile(file.path)
              }
            />
          );
        })}
      </div>
    </div>
  );
}

interface ToolbarProps extends ChangesViewProps {
  fits: boolean;
  allOpen: boolean;
  onAll: (open: boolean) => void;
}

function Toolbar(props: ToolbarProps): ReactNode {
  const { files, loadedOf, onRefresh, refreshing = false, fits, allOpen, onAll } = props;
  const { sideBySide, setSideBySide } = useDiffLayout();
  const total = useMemo(() => totalOf(files, loadedOf), [files, loadedOf]);
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 border-b border-hairline px-3 text-sm">
      <p className="flex min-w-0 flex-1 items-baseline gap-2 truncate">
        <span className="text-strong">
          {files.length} changed {files.length === 1 ? 'file' : 'files'}
        </span>
        <Lines added={total.added} removed={total.removed} />
        {total.uncounted > 0 && (
          <span className="truncate text-xs text-muted">{total.uncounted} not counted</span>
        )}
      </p>
      <IconButton
        icon="side_by_side"
        label={fits ? 'Side by side' : 'Side by side: make the inspector wider'}
        keys="S"
        size="small"
        pressed={sideBySide && fits}
        disabled={!fits}
        onClick={() => setSideBySide(!sideBySide)}
      />
      <IconButton
        icon={allOpen ? 'up' : 'down'}
        label={allOpen ? 'Close all files' : 'Open all files'}
        size="small"
        onClick={() => onAll(!allOpen)}
      />
      {onRefresh !== null && (
        <IconButton
          icon="refresh"
          label={refreshing ? 'Comparing' : 'Compare again'}
          size="small"
          aria-busy={refreshing}
          onClick={onRefresh}
        />
      )}
    </div>
  );
}

function totalOf(
  files: readonly ChangedFile[],
  loadedOf: (file: ChangedFile) => LoadedDiff,
): { added: number; removed: number; uncounted: number } {
  const total = { added: 0, removed: 0, uncounted: 0 };
  for (const file of files) {
    const loaded = loadedOf(file);
    if (loaded.state === 'ready') {
      total.added += loaded.diff.added;
      total.removed += loaded.diff.removed;
    } else total.uncounted += 1;
  }
  return total;
}

/** J and K go between files while the focus is in the list; elsewhere they go between events. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const headings = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-changed-file]')];
  const section = document.activeElement?.closest('section[data-change]');
  const at = headings.findIndex((heading) => section?.contains(heading) === true);
  const next = headings[at === -1 ? (step === 1 ? 0 : headings.length - 1) : at + step];
  next?.focus({ preventScroll: true });
  next?.closest('section[data-change]')?.scrollIntoView({ block: 'nearest' });
}
