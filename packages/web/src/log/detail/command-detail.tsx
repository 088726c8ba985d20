import type { ReactNode } from 'react';
import { Badge } from '../../design/badge.tsx';
import { useLiveOutput } from '../../live/index.ts';
import { oneLine, visibleText, workspacePath, type CommandEntry } from '../../screen/index.ts';
import { useLogAround } from '../view/log-view-context.ts';
import { CopyButton } from '../row/copy-button.tsx';
import { DetailBar, DetailFrame, DetailNote } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { OPENED, UNASKED } from '../text/folded-lines.ts';
import { OutputText } from '../text/output-text.tsx';
import { FailureNote } from './failure-note.tsx';

/** Says no more than the exit code, which has a place of its own. */
const COMPLETED = /^\[?The command completed with exit code -?\d+\.\]?$/;

/** `unasked`: it stands open because it failed, not because somebody opened it. */
export function CommandDetail({ entry, unasked }: { entry: CommandEntry; unasked: boolean }): ReactNode {
  const { workspace } = useLogAround();
  const { command, isInput, exitCode, note, directory, progress, actionId } = entry;
  const live = useLiveOutput(actionId);
  const said = COMPLETED.test(note) ? '' : note.replace(/^\[|\]$/g, '');
  const output = progress === 'running' ? live : entry.output;
  return (
    <DetailFrame>
      {command !== '' && (
        <div className="relative bg-sunken pr-8">
          {isInput ? (
            <p className="px-3 py-1.5 text-sm text-muted">
              Typed into the command that runs:{' '}
              <code className="text-code text-strong">{oneLine(command)}</code>
            </p>
          ) : (
            <FoldedCode text={command} language="bash" wrap />
          )}
          <div className="absolute top-1 right-1">
            <CopyButton text={command} label="Copy the command" />
          </div>
        </div>
      )}
      {output.trim() === '' ? (
        progress !== 'waiting' &&
        progress !== 'rejected' &&
        entry.error === '' && (
          <DetailNote>{progress === 'running' ? 'No output yet' : 'No output'}</DetailNote>
        )
      ) : (
        <OutputText text={output} limits={unasked ? UNASKED : OPENED} />
      )}
      <FailureNote entry={entry} />
      {said !== '' && <DetailNote>{visibleText(said)}</DetailNote>}
      {(directory !== null || exitCode !== null) && (
        <DetailBar actions={output === '' ? undefined : <CopyButton text={output} label="Copy the output" />}>
          {directory !== null && directory !== workspace && (
            <code className="min-w-0 truncate">{oneLine(workspacePath(directory, workspace))}</code>
          )}
          {exitCode !== null && exitCode >= 0 && (
            <Badge tone={exitCode === 0 ? 'neutral' : 'red'}>exit {exitCode}</Badge>
          )}
        </DetailBar>
      )}
    </DetailFrame>
  );
}
