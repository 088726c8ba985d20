import { useState, type ReactNode } from 'react';
import { useConnectGitProviders } from '../../api/git.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Field } from '../../design/field.tsx';
import { TextInput } from '../../design/text-input.tsx';
import { readHost, type GitProviderEntry } from './git-provider.ts';

export interface GitTokenFormProps {
  provider: GitProviderEntry;
  /** As in `GitProviderRow`. */
  connected: string | null | undefined;
  onClose: () => void;
}

/** Asks for a token and a host, which the provider is asked about before anything is stored. */
export function GitTokenForm({ provider, connected, onClose }: GitTokenFormProps): ReactNode {
  const { id, title, host: publicHost, hostExample, needs, tokens } = provider;
  const [token, setToken] = useState('');
  const [host, setHost] = useState(connected ?? '');
  const [judged, setJudged] = useState(false);
  const connect = useConnectGitProviders();
  const isNew = connected === undefined;
  const readingHost = readHost(host);
  const tokenError = isNew && token.trim() === '' ? 'Write the token.' : undefined;
  const hostError = readingHost === undefined ? 'A host has no spaces.' : undefined;
  const store = (): void => {
    setJudged(true);
    if (tokenError !== undefined || readingHost === undefined || connect.isPending) return;
    const entry = { host: readingHost, ...(token.trim() === '' ? {} : { token: token.trim() }) };
    connect.mutate(
      { provider_tokens: { [id]: entry } },
      {
        onSuccess: () => {
          showToast({ tone: 'success', title: `${title} ${isNew ? 'connected' : 'changed'}` });
          onClose();
        },
      },
    );
  };
  return (
    <form
      aria-label={`Connect ${title}`}
      className="mt-3 flex flex-col gap-4 rounded-md border border-hairline bg-raised p-3"
      onSubmit={(event) => {
        event.preventDefault();
        store();
      }}
    >
      <Field
        label={isNew ? 'Token' : 'New token'}
        error={judged ? tokenError : undefined}
        help={
          <>
            {isNew ? needs : 'Left empty, the token that is stored stays.'}{' '}
            <a
              href={tokens}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent-text underline underline-offset-2"
            >
              Make one
            </a>
          </>
        }
      >
        <TextInput
          code
          type="password"
          autoComplete="off"
          autoFocus
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </Field>
      <Field
        label="Host"
        help={
          hostExample === undefined
            ? `For a server of your own. Left empty, it is ${publicHost}.`
            : `It names the organization, too: ${hostExample}.`
        }
        error={judged ? hostError : undefined}
      >
        <TextInput
          code
          inputMode="url"
          autoComplete="off"
          placeholder={hostExample ?? publicHost}
          value={host}
          onChange={(event) => setHost(event.target.value)}
        />
      </Field>
      {connect.error !== null && <ErrorNote title={`${title} was not connected`} failure={connect.error} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" busy={connect.isPending}>
          {isNew ? 'Connect' : 'Save'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <p role="status" className="text-xs text-muted">
          {connect.isPending ? `Asking ${title} whose token it is` : ''}
        </p>
      </div>
    </form>
  );
}
