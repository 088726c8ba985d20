import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import type { Condition } from '../../screen/index.ts';
import { AttachmentList } from './attachment-list.tsx';
import { ComposerRow, type ComposerRowProps } from './composer-row.tsx';
import { pastedFiles } from '../../attachment/pasted-files.ts';
import type { DraftHold } from './use-draft.ts';

export interface ComposerViewProps extends ComposerRowProps {
  draft: DraftHold;
  condition: Condition;
  /** Whether the person is asked about an action: then Enter in an empty composer says yes, and Escape no. */
  asked: boolean;
  onApprove: () => void;
  onReject: () => void;
  hasTask: boolean;
  /** Whether files are held over the page. */
  dropping: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

function placeholderOf({ condition, asked, hasTask }: ComposerViewProps): string {
  if (!hasTask) return 'What should it do?';
  if (asked) return 'Write to it, or press Enter to approve';
  if (condition === 'needs-you') return 'Your answer';
  if (condition === 'working' || condition === 'starting')
    return 'Say something: it reads it at its next step';
  return 'What next?';
}

/** Where the person writes to the agent. */
export function ComposerView(props: ComposerViewProps): ReactNode {
  const { draft, asked, onApprove, onReject, onSend, onFiles, enterSends, dropping, ref } = props;
  const isEmpty = draft.text === '' && draft.attachments.length === 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isEmpty && asked && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onReject();
      return;
    }
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (key !== 'Enter' || shiftKey || ctrlKey || metaKey || altKey) return;
    if (event.nativeEvent.isComposing || event.repeat) return;
    if (isEmpty && asked) onApprove();
    else if (enterSends) onSend();
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <form
      aria-label="Composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      className={classNames(
        'relative rounded-md border border-hairline-strong bg-surface transition-colors hover:border-edge',
        'has-[textarea:focus-visible]:border-ring has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-ring',
      )}
    >
      <AttachmentList attachments={draft.attachments} onRemove={draft.detach} />
      <textarea
        ref={ref}
        aria-label="Message"
        data-composer={isEmpty ? 'empty' : 'written'}
        rows={1}
        value={draft.text}
        placeholder={placeholderOf(props)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onChange={(event) => draft.setText(event.target.value)}
        className="block field-sizing-content max-h-[40dvh] min-h-10 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 text-base text-strong outline-none"
      />
      <ComposerRow {...props} />
      {dropping && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center gap-2 rounded-md bg-accent-soft text-sm font-medium text-accent-text">
          <Icon name="attach" size={14} />
          Drop to attach
        </div>
      )}
    </form>
  );
}
