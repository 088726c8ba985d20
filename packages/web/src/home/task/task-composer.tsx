import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { useComposerSettings } from '../../conversation/composer/composer-settings.ts';
import { pastedFiles } from '../../attachment/pasted-files.ts';
import { useFileDrop } from '../../attachment/use-file-drop.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Keys } from '../../design/kbd.tsx';
import { ModelChip } from '../model/model-chip.tsx';
import { WorkspaceChip } from '../workspace/workspace-chip.tsx';
import type { WorkspaceChoice } from '../workspace/workspace-choice.ts';
import { AttachmentList } from './attachment-list.tsx';
import type { Attachment } from './attachments.ts';
import { phaseText, type StartPhase } from './start-task.ts';
import { StartFailure } from './start-failure.tsx';

export interface TaskComposerProps {
  text: string;
  workspace: WorkspaceChoice;
  attachments: readonly Attachment[];
  /** Why some files were left out. */
  complaint: string;
  /** What is under way; null while nothing is. */
  phase: StartPhase | null;
  /** Why the last attempt failed. */
  failure: Error | null;
  onText: (text: string) => void;
  onWorkspace: (workspace: WorkspaceChoice) => void;
  onFiles: (files: readonly File[]) => void;
  onRemoveFile: (id: number) => void;
  onStart: () => void;
  onForgetFailure: () => void;
}

/** Where a task is written: with files, and where and by what it is done. */
export function TaskComposer(props: TaskComposerProps): ReactNode {
  const { text, workspace, attachments, complaint, phase, failure } = props;
  const { onText, onWorkspace, onFiles, onRemoveFile, onStart, onForgetFailure } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [choosesWorkspace, setChoosesWorkspace] = useState(false);
  const dragged = useFileDrop(onFiles);
  const enterSends = useComposerSettings((state) => state.enterSends);
  const noteId = useId();
  const canStart = text.trim() !== '' || attachments.length > 0;
  const start = (): void => {
    if (canStart && phase === null) onStart();
    else field.current?.focus();
  };
  useCommand('send', start);
  useCommand('write', () => field.current?.focus());
  const paste = (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    if (!enterSends || key !== 'Enter' || nativeEvent.isComposing) return;
    if (shiftKey || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    start();
  };
  return (
    <form
      aria-label="New conversation"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div
        className={classNames(
          'overflow-hidden rounded-lg border bg-float transition-colors focus-within:border-ring',
          dragged ? 'border-ring bg-accent-soft' : 'border-hairline-strong',
        )}
      >
        <textarea
          ref={field}
          autoFocus
          rows={3}
          aria-label="Task"
          aria-describedby={noteId}
          placeholder={dragged ? 'Drop the files here' : 'Describe the task'}
          readOnly={phase !== null}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onPaste={paste}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[40dvh] min-h-22 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-base text-strong outline-none"
        />
        <AttachmentList attachments={attachments} onRemove={onRemoveFile} />
        <div className="flex items-end gap-1 p-2">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
            <AttachButton onFiles={onFiles} />
            <WorkspaceChip
              value={workspace}
              onChange={onWorkspace}
              open={choosesWorkspace}
              onOpenChange={setChoosesWorkspace}
            />
            <ModelChip />
          </div>
          <Button kind="primary" type="submit" busy={phase !== null} disabled={!canStart}>
            Start
          </Button>
        </div>
      </div>
      <div id={noteId} role="status" className="flex h-6 items-center gap-1.5 px-1 pt-1 text-xs text-faint">
        {phase === null ? (
          <span className="inline-flex items-center gap-1.5 pointer-coarse:hidden">
            <Keys keys={enterSends ? 'Enter' : 'Mod+Enter'} /> starts. Drop or paste files and pictures.
          </span>
        ) : (
          <span className="text-muted">{phaseText(phase, attachments)}…</span>
        )}
      </div>
      {complaint !== '' && (
        <p role="alert" className="px-1 pb-1 text-xs text-amber-text">
          {complaint}
        </p>
      )}
      {failure !== null && phase === null && (
        <div className="mt-1">
          <StartFailure
            failure={failure}
            onRetry={start}
            onChooseWorkspace={() => {
              onForgetFailure();
              setChoosesWorkspace(true);
            }}
          />
        </div>
      )}
    </form>
  );
}

function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was taken away.
          event.target.value = '';
        }}
      />
      <IconButton icon="attach" label="Attach files" onClick={() => chooser.current?.click()} />
    </>
  );
}
