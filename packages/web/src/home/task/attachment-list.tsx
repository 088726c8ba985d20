import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { sizeText } from '../../design/size-text.ts';
import { oneLine } from '../../screen/index.ts';
import type { Attachment } from './attachments.ts';

export interface AttachmentListProps {
  attachments: readonly Attachment[];
  onRemove: (id: number) => void;
}

/** The files of a task, each with the way to take it away. */
export function AttachmentList({ attachments, onRemove }: AttachmentListProps): ReactNode {
  if (attachments.length === 0) return null;
  return (
    <ul aria-label="Attached files" className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto px-3 py-1">
      {attachments.map((attachment) => (
        <li
          key={attachment.id}
          className="flex h-8 max-w-64 min-w-0 items-center gap-2 rounded-md border border-hairline pr-1 pl-1.5 text-xs"
        >
          {attachment.kind === 'image' ? (
            <Preview file={attachment.file} />
          ) : (
            <Icon name="file" size={14} className="shrink-0 text-muted" />
          )}
          <span className="truncate text-body">{oneLine(attachment.file.name)}</span>
          <span className="shrink-0 text-faint tabular-nums">{sizeText(attachment.file.size)}</span>
          <IconButton
            icon="close"
            size="small"
            label={`Take ${oneLine(attachment.file.name)} away`}
            onClick={() => onRemove(attachment.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Preview({ file }: { file: File }): ReactNode {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url === null) return <span className="size-5 shrink-0 rounded-sm bg-pressed" />;
  return <img src={url} alt="" className="size-5 shrink-0 rounded-sm object-cover" />;
}
