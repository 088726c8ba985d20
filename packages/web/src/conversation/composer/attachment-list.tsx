import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { oneLine } from '../../screen/index.ts';
import { isOnItsWay, type Attachment } from './attachment.ts';

/** What goes along with the message that is being written. */
export function AttachmentList({
  attachments,
  onRemove,
}: {
  attachments: readonly Attachment[];
  onRemove: (id: string) => void;
}): ReactNode {
  return (
    attachments.length > 0 && (
      <ul aria-label="Attachments" className="flex flex-wrap gap-1.5 px-2.5 pt-2.5">
        {attachments.map((attachment) => (
          <li key={attachment.id} className="max-w-full min-w-0">
            <One attachment={attachment} onRemove={() => onRemove(attachment.id)} />
          </li>
        ))}
      </ul>
    )
  );
}

function One({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }): ReactNode {
  const { name, kind, url, progress, problem } = attachment;
  const waits = isOnItsWay(attachment);
  return (
    <div
      className={classNames(
        'relative flex h-8 max-w-full min-w-0 items-center gap-1.5 overflow-hidden rounded-sm bg-hover pr-0.5 pl-1.5 text-xs',
        problem !== '' && 'h-auto min-h-8 bg-red-soft py-1',
      )}
    >
      {kind === 'image' && url !== '' ? (
        <img src={url} alt="" className="-ml-0.5 size-6 shrink-0 rounded-sm object-cover" />
      ) : (
        <Icon
          name={problem === '' ? kind : 'failure'}
          size={14}
          className={classNames('shrink-0', problem === '' ? 'text-muted' : 'text-red-text')}
        />
      )}
      <span className="min-w-0">
        <span className="block max-w-48 truncate text-body">{oneLine(name)}</span>
        {problem !== '' && (
          <span role="alert" className="block text-pretty text-red-text">
            {problem}
          </span>
        )}
      </span>
      {waits && (
        <span className="text-muted tabular-nums">
          {kind === 'file' ? `${Math.floor((progress ?? 0) * 100)} %` : '…'}
        </span>
      )}
      <IconButton
        icon="close"
        size="small"
        label={waits ? `Break off ${oneLine(name, 60)}` : `Remove ${oneLine(name, 60)}`}
        onClick={onRemove}
      />
      {waits && (
        <span
          role="progressbar"
          aria-label={`Upload of ${oneLine(name, 60)}`}
          aria-valuenow={Math.floor((progress ?? 0) * 100)}
          className="absolute bottom-0 left-0 h-0.5 bg-accent transition-[width]"
          style={{ width: `${(progress ?? 0) * 100}%` }}
        />
      )}
    </div>
  );
}
