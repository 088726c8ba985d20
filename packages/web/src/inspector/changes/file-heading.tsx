import type { ReactNode } from 'react';
import { showToast } from '../../app/toasts/toasts.ts';
import { classNames } from '../../design/class-names.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { Menu } from '../../design/menu.tsx';
import { Tooltip } from '../../design/tooltip.tsx';
import { oneLine } from '../../screen/index.ts';
import { splitPath } from '../workspace-path.ts';
import { STATUS_TEXT, type ChangedFile, type ChangeStatus } from './changed-file.ts';
import type { LoadedDiff } from './loaded-diff.ts';
import { Lines } from './line-counts.tsx';

export interface FileHeadingProps {
  file: ChangedFile;
  loaded: LoadedDiff;
  open: boolean;
  /** Id of what it opens. */
  controls: string;
  viewed: boolean;
  onToggle: () => void;
  /** Null while there is nothing to be marked. */
  onViewed: ((viewed: boolean) => void) | null;
  /** Null where the file cannot be opened: it is not there, or the past is shown. */
  onOpenFile: (() => void) | null;
}

const TONES: Readonly<Record<ChangeStatus, string>> = {
  modified: 'bg-amber-soft text-amber-text',
  added: 'bg-green-soft text-green-text',
  deleted: 'bg-red-soft text-red-text',
  unmerged: 'bg-red-soft text-red-text',
  renamed: 'bg-blue-soft text-blue-text',
};

/** What file it is and how much changed in it; opens and closes the diff. */
export function FileHeading(props: FileHeadingProps): ReactNode {
  const { file, loaded, open, controls, viewed, onToggle, onViewed } = props;
  const name = oneLine(file.path, 400);
  return (
    <h2 className="sticky top-0 z-10 flex h-9 items-center gap-1 border-b border-hairline bg-surface pr-2 font-normal">
      <button
        type="button"
        data-changed-file={file.path}
        aria-expanded={open}
        aria-controls={controls}
        onClick={onToggle}
        className="flex h-full min-w-0 flex-1 items-center gap-2 pl-2 text-left text-sm transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon
          name="right"
          size={14}
          className={classNames('shrink-0 text-muted transition-transform', open && 'rotate-90')}
        />
        <Status status={file.status} />
        <Path file={file} viewed={viewed} />
        {loaded.state === 'ready' && <Lines added={loaded.diff.added} removed={loaded.diff.removed} />}
        {loaded.state === 'binary' && <span className="shrink-0 text-xs text-muted">binary</span>}
        {loaded.state === 'too-large' && <span className="shrink-0 text-xs text-muted">too large</span>}
      </button>
      {onViewed !== null && (
        <IconButton
          icon={viewed ? 'success' : 'read'}
          label={viewed ? 'Viewed' : 'Mark as viewed'}
          size="small"
          pressed={viewed}
          onClick={() => onViewed(!viewed)}
        />
      )}
      <FileMenu name={name} {...props} />
    </h2>
  );
}

function Status({ status }: { status: ChangeStatus }): ReactNode {
  const { letter, word } = STATUS_TEXT[status];
  return (
    <span
      className={classNames(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium',
        TONES[status],
      )}
    >
      <span className="font-mono">{letter}</span>
      <span className="sr-only @lg:not-sr-only">{word}</span>
    </span>
  );
}

function Path({ file: { path, was }, viewed }: { file: ChangedFile; viewed: boolean }): ReactNode {
  const { folder, name } = splitPath(path);
  return (
    <Tooltip text={was === null ? oneLine(path, 400) : `${oneLine(was, 400)} → ${oneLine(path, 400)}`}>
      <span className="flex min-w-0 flex-1 items-baseline">
        {was !== null && (
          <span className="min-w-0 shrink-2 truncate text-muted">
            {oneLine(was, 400)}
            <span className="mx-1">→</span>
          </span>
        )}
        <span className="min-w-0 shrink-2 truncate text-muted">{oneLine(folder, 400)}</span>
        <span className={classNames('min-w-0 truncate', viewed ? 'text-muted' : 'font-medium text-strong')}>
          {oneLine(name, 400)}
        </span>
      </span>
    </Tooltip>
  );
}

function FileMenu({ name, file: { path }, onOpenFile }: FileHeadingProps & { name: string }): ReactNode {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(path);
      showToast({ title: 'The path is copied' });
    } catch {
      showToast({
        tone: 'failure',
        title: 'The path was not copied',
        detail: 'The browser does not allow it.',
      });
    }
  };
  const open =
    onOpenFile === null ? [] : [{ label: 'Open in Files', icon: 'files' as const, onSelect: onOpenFile }];
  return (
    <Menu
      align="end"
      groups={[
        { items: [...open, { label: 'Copy path', icon: 'copy' as const, onSelect: () => void copy() }] },
      ]}
    >
      <IconButton icon="more" label={`More about ${name}`} size="small" />
    </Menu>
  );
}
