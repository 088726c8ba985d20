import { useState, type ReactNode } from 'react';
import { useDisconnectGitProvider } from '../../api/git.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Confirm } from '../../design/confirm.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import type { GitProviderEntry } from './git-provider.ts';
import { GitTokenForm } from './git-token-form.tsx';

export interface GitProviderRowProps {
  provider: GitProviderEntry;
  /** Its host, null for the public one; undefined while it is not connected. */
  connected: string | null | undefined;
}

/** One provider: whether it is connected, and the way to change that. */
export function GitProviderRow({ provider, connected }: GitProviderRowProps): ReactNode {
  const { id, title, host } = provider;
  /** Null until the form was open once: from then on its button gets the focus back. */
  const [open, setOpen] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const disconnect = useDisconnectGitProvider();
  const isConnected = connected !== undefined;
  return (
    <li aria-label={title} className="py-3">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 text-sm font-medium text-strong">
            {title}
            {isConnected && <Badge tone="green">Connected</Badge>}
          </p>
          <p className="truncate text-xs text-muted">{connected ?? host}</p>
        </div>
        {open !== true && (
          <Button
            size="small"
            autoFocus={open === false}
            onClick={() => setOpen(true)}
            aria-label={`${isConnected ? 'Change' : 'Connect'} ${title}`}
          >
            {isConnected ? 'Change' : 'Connect'}
          </Button>
        )}
        {isConnected && open !== true && (
          <Button
            size="small"
            kind="quiet"
            busy={disconnect.isPending}
            aria-label={`Disconnect ${title}`}
            onClick={() => setAsking(true)}
          >
            Disconnect
          </Button>
        )}
      </div>
      {disconnect.error !== null && (
        <div className="mt-2">
          <ErrorNote title={`${title} is still connected`} failure={disconnect.error} />
        </div>
      )}
      {open === true && (
        <GitTokenForm provider={provider} connected={connected} onClose={() => setOpen(false)} />
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Disconnect ${title}?`}
        description="Its token is forgotten: agents reach no private repository there and open no pull requests. Conversations and their files stay."
        action="Disconnect"
        onConfirm={() =>
          disconnect.mutate(id, { onSuccess: () => showToast({ title: `${title} disconnected` }) })
        }
      />
    </li>
  );
}
