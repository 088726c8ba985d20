import { useMemo, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { DiffView } from '../../design/diff-view.tsx';
import { diffBlocks, type DiffBlock } from '../../design/diff/diff-block.ts';
import { blocksOfUnifiedText } from '../../design/diff/unified-text.ts';
import { openChange } from '../../inspector/open-file.ts';
import { oneLine, workspacePath, type EditEntry } from '../../screen/index.ts';
import { useLogAround } from '../view/log-view-context.ts';
import { CopyButton } from '../row/copy-button.tsx';
import { DetailBar, DetailFrame, DetailNote } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { FailureNote } from './failure-note.tsx';

export function EditDetail({ entry }: { entry: EditEntry }): ReactNode {
  const { path, added, removed, after } = entry;
  const { workspace } = useLogAround();
  return (
    <DetailFrame>
      <DetailBar
        actions={
          <>
            {after !== null && <CopyButton text={after} label="Copy the new text" />}
            {entry.progress === 'done' && <OpenInChanges path={path} />}
          </>
        }
      >
        <code className="min-w-0 truncate">{oneLine(workspacePath(path, workspace))}</code>
        <span className="shrink-0 tabular-nums">
          {added > 0 && <span className="text-green-text">+{added}</span>}{' '}
          {removed > 0 && <span className="text-red-text">−{removed}</span>}
        </span>
      </DetailBar>
      <Change entry={entry} />
      <FailureNote entry={entry} />
    </DetailFrame>
  );
}

function Change({ entry }: { entry: EditEntry }): ReactNode {
  const { path, operation, diff, before, after } = entry;
  const isNew = operation === 'create' && (before === null || before === '');
  const blocks = useMemo(
    () => (isNew ? [] : blocksOf({ diff, before, after })),
    [isNew, diff, before, after],
  );
  if (isNew && after !== null && after !== '') return <FoldedCode text={after} path={path} startLine={1} />;
  if (blocks.length > 0) return <DiffView blocks={blocks} path={oneLine(path)} texts={null} />;
  if (entry.progress !== 'done') return null;
  return <DetailNote>{isNew ? 'The file is empty' : 'Nothing changed in the file'}</DetailNote>;
}

function blocksOf({ diff, before, after }: Pick<EditEntry, 'diff' | 'before' | 'after'>): DiffBlock[] {
  if (diff !== null) return blocksOfUnifiedText(diff);
  if (before === null && after === null) return [];
  if (before === after) return [];
  // What is only a part of a file says nothing of the break at its end.
  return diffBlocks(withBreak(before), withBreak(after));
}

const withBreak = (text: string | null): string =>
  text === null || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}\n`;

const OpenInChanges = ({ path }: { path: string }): ReactNode => (
  <Button kind="quiet" size="small" icon="changes" onClick={() => openChange(path)}>
    Open in Changes
  </Button>
);
