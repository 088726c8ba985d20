import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Tooltip } from '../../design/tooltip.tsx';

/** A link to the server that the browser keeps the answer of. */
export function DownloadLink({
  address,
  label,
  withText = false,
}: {
  address: string;
  label: string;
  withText?: boolean;
}): ReactNode {
  if (withText) {
    return (
      <a
        href={address}
        download
        className="inline-flex h-6 shrink-0 items-center gap-1 rounded-md border border-hairline-strong bg-surface px-2 text-xs font-medium text-strong transition-colors hover:bg-raised"
      >
        <Icon name="download" size={12} />
        {label}
      </a>
    );
  }
  return (
    <Tooltip text={label}>
      <a
        href={address}
        download
        aria-label={label}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-strong"
      >
        <Icon name="download" size={14} />
      </a>
    </Tooltip>
  );
}
