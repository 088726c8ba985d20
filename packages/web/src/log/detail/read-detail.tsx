import { useMemo, type ReactNode } from 'react';
import { oneLine, workspacePath, type ReadEntry } from '../../screen/index.ts';
import { Button } from '../../design/button.tsx';
import { openFile } from '../../inspector/open-file.ts';
import { useLogAround } from '../view/log-view-context.ts';
import { CopyButton } from '../row/copy-button.tsx';
import { DetailBar, DetailFrame, DetailNote } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { numberedContent } from '../text/numbered-content.ts';
import { FailureNote } from './failure-note.tsx';

export function ReadDetail({ entry }: { entry: ReadEntry }): ReactNode {
  const { path, range, content, progress } = entry;
  const { workspace } = useLogAround();
  const shown = useMemo(
    () => numberedContent(content) ?? { text: content, startLine: range?.[0] ?? 1 },
    [content, range],
  );
  return (
    <DetailFrame>
      <DetailBar
        actions={
          content !== '' && (
            <>
              <CopyButton text={shown.text} label="Copy the text" />
              <Button
                size="small"
                kind="quiet"
                icon="files"
                onClick={() => openFile({ path, line: shown.startLine })}
              >
                Open in Files
              </Button>
            </>
          )
        }
      >
        <code className="min-w-0 truncate">{oneLine(workspacePath(path, workspace))}</code>
      </DetailBar>
      {content === '' ? (
        progress === 'done' && <DetailNote>The file is empty</DetailNote>
      ) : (
        <FoldedCode text={shown.text} path={path} startLine={shown.startLine} />
      )}
      <FailureNote entry={entry} />
    </DetailFrame>
  );
}
