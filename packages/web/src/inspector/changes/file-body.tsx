import { useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { DiffView } from '../../design/diff-view.tsx';
import { sizeText } from '../../design/size-text.ts';
import type { ChangedFile } from './changed-file.ts';
import type { FileDiff } from './file-diff.ts';
import type { LoadedDiff } from './loaded-diff.ts';

/** The last edits of a file that are drawn at once, and how many more when they are asked for. */
const EDITS_AT_ONCE = 3;
const MORE_EDITS = 20;

export interface FileBodyProps {
  file: ChangedFile;
  loaded: LoadedDiff;
  sideBySide: boolean;
  onRetry: () => void;
  onOpenFile: (() => void) | null;
}

/** What changed in a file, or why that cannot be shown. */
export function FileBody({ file, loaded, sideBySide, onRetry, onOpenFile }: FileBodyProps): ReactNode {
  const [anyway, setAnyway] = useState(false);
  const open = onOpenFile !== null && (
    <Button size="small" onClick={onOpenFile}>
      Open in Files
    </Button>
  );
  switch (loaded.state) {
    case 'loading':
      return (
        <div className="p-4">
          <SkeletonLines lines={3} label="Comparing" />
        </div>
      );
    case 'failed':
      return (
        <div className="p-3">
          <ErrorNote
            title="This file could not be compared"
            failure={loaded.failure}
            action={
              <Button size="small" icon="refresh" onClick={onRetry}>
                Try again
              </Button>
            }
          />
        </div>
      );
    case 'binary':
      return <Said action={open}>This is no text, so there are no lines to compare.</Said>;
    case 'too-large':
      return <Said action={open}>It has more than 1 MB, which is too much to compare here.</Said>;
    case 'ready':
      break;
  }
  const { diff } = loaded;
  if (diff.isLarge && !anyway) {
    return (
      <Said
        action={
          <Button size="small" onClick={() => setAnyway(true)}>
            Show anyway
          </Button>
        }
      >
        {`A large file: ${diff.lines.toLocaleString('en')} lines, ${sizeText(diff.characters)}. ${diff.added.toLocaleString('en')} lines were added and ${diff.removed.toLocaleString('en')} removed.`}
      </Said>
    );
  }
  if (diff.added === 0 && diff.removed === 0) return <Said>{withoutLines(file)}</Said>;
  return <Pieces file={file} diff={diff} sideBySide={sideBySide} />;
}

function withoutLines({ status, was }: ChangedFile): string {
  if (was !== null) return 'Only its name changed.';
  if (status === 'added') return 'The file is empty.';
  return status === 'deleted'
    ? 'The file was empty.'
    : 'No line changed: only the mode of the file, or nothing.';
}

function Pieces({
  file,
  diff,
  sideBySide,
}: {
  file: ChangedFile;
  diff: FileDiff;
  sideBySide: boolean;
}): ReactNode {
  const [shown, setShown] = useState(EDITS_AT_ONCE);
  const hidden = Math.max(0, diff.pieces.length - shown);
  return (
    <>
      {file.source === 'unlisted' && (
        <Aside>
          Git does not list it: it is ignored, pushed, or gone again. This is what the agent edited.
        </Aside>
      )}
      {diff.pieces.length > 1 && (
        <Aside>Something else changed this file between the edits, so each stands for itself.</Aside>
      )}
      {hidden > 0 && (
        <div className="px-3 py-1.5">
          <Button size="small" kind="quiet" onClick={() => setShown(shown + MORE_EDITS)}>
            {`Show earlier edits (${hidden})`}
          </Button>
        </div>
      )}
      {diff.pieces.slice(hidden).map(({ edit, blocks, texts }, index) => (
        <div key={edit ?? 'whole'}>
          {diff.pieces.length > 1 && (
            <p className="border-y border-hairline bg-canvas px-3 py-1 text-xs text-muted">
              {`Edit ${hidden + index + 1} of ${diff.pieces.length}`}
            </p>
          )}
          <DiffView blocks={blocks} path={file.path} texts={texts} sideBySide={sideBySide} />
        </div>
      ))}
    </>
  );
}

function Said({ children, action }: { children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm text-muted">
      <p className="min-w-0 flex-1 basis-60">{children}</p>
      {action}
    </div>
  );
}

const Aside = ({ children }: { children: string }): ReactNode => (
  <p className="border-b border-hairline bg-canvas px-3 py-1.5 text-xs text-muted">{children}</p>
);
