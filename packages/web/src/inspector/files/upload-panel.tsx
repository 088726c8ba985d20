import type { ReactNode } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { Meter } from '../../design/meter.tsx';
import { oneLine } from '../../screen/index.ts';
import { uploadProgress, useUploads, type Upload } from './uploads.ts';

/** How far the uploads of a conversation are, and which were not taken. */
export function UploadPanel({ conversationId }: { conversationId: string }): ReactNode {
  const all = useUploads((state) => state.list);
  const clear = useUploads((state) => state.clear);
  const list = all.filter((upload) => upload.conversationId === conversationId);
  if (list.length === 0) return null;
  return <UploadStatus list={list} onClose={() => clear(conversationId)} />;
}

export function UploadStatus({ list, onClose }: { list: readonly Upload[]; onClose: () => void }): ReactNode {
  const { done, all, failed, bytes, ofBytes } = uploadProgress(list);
  const isOver = done === all;
  const words = isOver ? `${all - failed} of ${all} files uploaded` : `Uploading ${done + 1} of ${all}`;
  return (
    <section aria-label="Uploads" className="shrink-0 border-t border-hairline bg-canvas px-3 py-2 text-xs">
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 truncate text-body">
          {words}
        </p>
        {!isOver && (
          <Meter label="Upload" value={bytes} max={Math.max(1, ofBytes)} text={words} className="w-24" />
        )}
        {isOver && <IconButton icon="close" label="Dismiss" size="small" onClick={onClose} />}
      </div>
      <ul className="max-h-28 overflow-y-auto">
        {list
          .filter(({ state }) => state === 'failed')
          .map(({ id, name, reason }) => (
            <li key={id} className="flex items-start gap-1.5 py-0.5 [overflow-wrap:anywhere]">
              <Icon name="failure" size={14} className="mt-px shrink-0 text-red-text" />
              <span>
                <span className="text-strong">{oneLine(name, 60)}</span> was not uploaded: {oneLine(reason)}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
