import { useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { Keys } from '../../design/kbd.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { firstSentence, visibleText, type Approval } from '../../screen/index.ts';
import { ApprovalSubject } from './approval-subject.tsx';
import { askedFor, riskWords } from './approval-words.ts';

export interface ApprovalPanelProps {
  approval: Approval;
  /** Which answer is on its way. */
  answering: 'approve' | 'reject' | null;
  failure: unknown;
  /** Whether a reason is being written. */
  rejecting: boolean;
  onRejecting: (rejecting: boolean) => void;
  /** What was written as reason so far. */
  initialReason: string;
  onReason: (reason: string) => void;
  onApprove: () => void;
  /** Empty without a reason. */
  onReject: (reason: string) => void;
  ref?: Ref<HTMLElement>;
}

/** Asks the person about an action, above the composer. */
export function ApprovalPanel(props: ApprovalPanelProps): ReactNode {
  const { approval, answering, failure, rejecting, onRejecting, onApprove, ref } = props;
  const { entry, risk, directory } = approval;
  const { label, icon, tone, why } = riskWords(risk);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (rejecting || event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey)
      return;
    if (event.key.toLowerCase() !== 'r') return;
    event.preventDefault();
    onRejecting(true);
  };
  return (
    <section
      ref={ref}
      aria-label="Approval"
      data-approval={entry.id}
      // It takes the focus when it appears and nothing else has it, so that Enter and Escape answer.
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-2 rounded-md border border-amber bg-surface p-3 outline-none focus:ring-1 focus:ring-amber"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="mr-auto text-sm font-medium text-strong">{askedFor(entry)}</h2>
        <Badge tone={tone}>
          <Icon name={icon} size={12} />
          {label}
        </Badge>
      </div>
      <ApprovalSubject entry={entry} />
      <p className="text-xs text-pretty text-muted">
        <Place entry={entry} directory={directory} />
        {entry.thought !== '' && <>It says: “{visibleText(firstSentence(entry.thought))}” </>}
        {why}
      </p>
      {failure !== null && failure !== undefined && (
        <ErrorNote title="Your answer did not arrive" failure={failure} />
      )}
      {rejecting ? (
        <ReasonForm {...props} />
      ) : (
        <div className="flex items-center justify-end gap-2">
          <Button disabled={answering !== null} onClick={() => onRejecting(true)}>
            Reject…
            <span className="pointer-coarse:hidden">
              <Keys keys="Escape" />
            </span>
          </Button>
          <Button
            kind="primary"
            busy={answering === 'approve'}
            disabled={answering === 'reject'}
            onClick={onApprove}
          >
            <Icon name="approve" size={14} />
            Approve
            <Icon name="enter" size={12} className="pointer-coarse:hidden" />
          </Button>
        </div>
      )}
    </section>
  );
}

/** Where it would run; the shell begins in the workspace. */
function Place({ entry: { kind }, directory }: Pick<Approval, 'entry' | 'directory'>): ReactNode {
  if (kind !== 'command' && kind !== 'cell') return null;
  if (directory === null) return 'In the workspace. ';
  return (
    <>
      In <code className="[overflow-wrap:anywhere] text-body">{visibleText(directory)}</code>.{' '}
    </>
  );
}

function ReasonForm({
  answering,
  initialReason,
  onReason,
  onRejecting,
  onReject,
}: ApprovalPanelProps): ReactNode {
  const [reason, setReason] = useState(initialReason);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onRejecting(false);
    else if (event.key === 'Enter' && !event.shiftKey) onReject(reason.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onReject(reason.trim());
      }}
    >
      <TextArea
        autoFocus
        aria-label="Reason"
        placeholder="Why not, and what to do instead. It reads this. May be empty."
        rows={2}
        value={reason}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setReason(event.target.value);
          onReason(event.target.value);
        }}
        className="max-h-40"
      />
      <div className="flex items-center justify-end gap-2">
        <Button kind="quiet" onClick={() => onRejecting(false)}>
          Back
        </Button>
        <Button kind="danger" type="submit" busy={answering === 'reject'}>
          Reject
        </Button>
      </div>
    </form>
  );
}
