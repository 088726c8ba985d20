import type { ReactNode } from 'react';
import type { WebHost } from '../../api/apps.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import type { IconName } from '../../design/icons.ts';
import { visibleText } from '../../screen/index.ts';
import { webAddress } from '../browser/web-address.ts';

export interface AppListProps {
  hosts: readonly WebHost[];
  /** Null where VS Code is not served. */
  vscodeUrl: string | null;
}

/** Everything of the sandbox that has an address. */
export function AppList({ hosts, vscodeUrl }: AppListProps): ReactNode {
  return (
    <ul aria-label="Addresses" className="flex flex-col">
      {vscodeUrl !== null && <AppLine name="VS Code" icon="edit" url={vscodeUrl} />}
      {hosts.map(({ url, port }) => (
        <AppLine key={url} name={`Port ${port}`} icon="apps" url={url} />
      ))}
    </ul>
  );
}

function AppLine({ name, icon, url }: { name: string; icon: IconName; url: string }): ReactNode {
  const address = webAddress(url);
  return (
    <li className="flex items-center gap-3 border-b border-hairline px-3 py-2">
      <Icon name={icon} size={14} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium text-strong">{name}</p>
        {address === null ? (
          <p className="truncate text-xs text-muted">{visibleText(url)} cannot be opened from here</p>
        ) : (
          <a
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            className="block truncate text-xs text-accent-text hover:underline"
          >
            {visibleText(url)}
          </a>
        )}
      </div>
      {address !== null && (
        <>
          <IconButton
            icon="copy"
            label={`Copy the address of ${name}`}
            size="small"
            onClick={() => void copy(address)}
          />
          <a
            href={address}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={`Open ${name} in a new tab`}
            className="inline-flex h-6 shrink-0 items-center gap-1 rounded-md border border-hairline-strong px-2 text-xs font-medium text-strong hover:bg-raised"
          >
            <Icon name="external" size={12} />
            Open
          </a>
        </>
      )}
    </li>
  );
}

async function copy(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    showToast({ tone: 'success', title: 'Address copied' });
  } catch {
    showToast({
      tone: 'failure',
      title: 'The browser did not allow copying',
      detail: 'Select the address and copy it by hand.',
    });
  }
}
