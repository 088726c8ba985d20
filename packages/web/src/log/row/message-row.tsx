import type { ReactNode } from 'react';
import { Badge } from '../../design/badge.tsx';
import { Icon } from '../../design/icon.tsx';
import { oneLine, visibleText, type MessageEntry } from '../../screen/index.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { Picture } from '../text/picture.tsx';
import { eventTime } from '../view/log-time.ts';
import { CopyButton } from './copy-button.tsx';

/** What the person or the agent said. The person's words are shown as they were written. */
export function MessageRow({ entry }: { entry: MessageEntry }): ReactNode {
  return entry.source === 'user' ? <PersonMessage entry={entry} /> : <AgentMessage entry={entry} />;
}

function PersonMessage({ entry }: { entry: MessageEntry }): ReactNode {
  const { text, seen } = entry;
  return (
    <div className="group/message relative my-2 rounded-md border border-hairline bg-raised px-3 py-2">
      {text !== '' && (
        <p className="pr-6 text-base whitespace-pre-wrap text-strong [overflow-wrap:anywhere]">
          {visibleText(text)}
        </p>
      )}
      <Attachments entry={entry} />
      {!seen && (
        <p className="mt-1.5">
          <Badge tone="amber">
            <Icon name="clock" size={12} />
            Not read yet
          </Badge>
        </p>
      )}
      <MessageActions entry={entry} className="top-1.5 right-1.5" />
    </div>
  );
}

function AgentMessage({ entry }: { entry: MessageEntry }): ReactNode {
  return (
    <div className="group/message relative my-2">
      <Markdown text={entry.text} />
      <Attachments entry={entry} />
      <MessageActions entry={entry} className="-top-1 -right-1.5 rounded-md bg-surface" />
    </div>
  );
}

/** When it was said, and a way to copy it: there when the pointer or the focus is. */
function MessageActions({ entry, className }: { entry: MessageEntry; className: string }): ReactNode {
  return (
    <div
      className={`absolute flex items-center gap-1 pl-2 opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 ${className}`}
    >
      <time dateTime={entry.at} className="text-xs text-faint tabular-nums max-sm:hidden">
        {eventTime(entry.at)}
      </time>
      <CopyButton text={entry.text} label="Copy the message" />
    </div>
  );
}

function Attachments({ entry: { imageUrls, fileUrls } }: { entry: MessageEntry }): ReactNode {
  if (imageUrls.length + fileUrls.length === 0) return null;
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      {imageUrls.map((address, index) => (
        <Picture key={`picture-${index}`} address={address} label={`Picture ${index + 1}`} />
      ))}
      {fileUrls.map((address, index) => (
        <span
          key={`file-${index}`}
          className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-md border border-hairline px-2 text-xs text-muted"
        >
          <Icon name="file" size={12} className="shrink-0" />
          <span className="truncate">
            {oneLine(address.slice(address.lastIndexOf('/') + 1) || address, 80)}
          </span>
        </span>
      ))}
    </div>
  );
}
