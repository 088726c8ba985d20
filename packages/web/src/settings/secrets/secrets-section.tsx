import { useState, type ReactNode } from 'react';
import { useDeleteSecret, useSecrets, type SecretEntry } from '../../api/secrets.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { Button } from '../../design/button.tsx';
import { Confirm } from '../../design/confirm.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { SectionHead } from '../section-head.tsx';
import { SecretForm } from './secret-form.tsx';

/** Values that commands may use and nobody reads. */
export function SecretsSection(): ReactNode {
  const [form, setForm] = useState<{ secret: SecretEntry | null } | null>(null);
  const { data: secrets } = useSecrets();
  return (
    <>
      <SectionHead title="Secrets">
        Values that commands of the agent may use by their name, such as $NPM_TOKEN. Where one would be seen,
        in output or in what the model reads, it is masked.
      </SectionHead>
      <SecretList onAdd={() => setForm({ secret: null })} onChange={(secret) => setForm({ secret })} />
      {form !== null && (
        <SecretForm
          secret={form.secret}
          names={(secrets ?? []).map(({ name }) => name)}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}

interface SecretListProps {
  onAdd: () => void;
  onChange: (secret: SecretEntry) => void;
}

function SecretList({ onAdd, onChange }: SecretListProps): ReactNode {
  const { data: secrets, error, isFetching, refetch } = useSecrets();
  const [asking, setAsking] = useState<SecretEntry | null>(null);
  const remove = useDeleteSecret();
  if (secrets === undefined) {
    return error === null ? (
      <SkeletonLines lines={4} label="Loading the secrets" />
    ) : (
      <ErrorNote
        title="The secrets could not be read"
        failure={error}
        action={
          <Button size="small" busy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  const forget = ({ name }: SecretEntry): void =>
    remove.mutate(name, { onSuccess: () => showToast({ title: `${name} deleted` }) });
  return (
    <>
      {remove.error !== null && (
        <div className="mb-3">
          <ErrorNote title={`${remove.variables} was not deleted`} failure={remove.error} />
        </div>
      )}
      {secrets.length === 0 ? (
        <div className="rounded-md border border-hairline">
          <EmptyState
            icon="key"
            title="No secrets yet"
            action={
              <Button kind="primary" icon="add" onClick={onAdd}>
                Add a secret
              </Button>
            }
          >
            Add a token or a password that commands need, so that it is nowhere in a message.
          </EmptyState>
        </div>
      ) : (
        <>
          <ul aria-label="Secrets" className="divide-y divide-hairline border-y border-hairline">
            {secrets.map((secret) => (
              <li key={secret.name} className="flex items-center gap-2 py-1.5">
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-mono text-code text-strong">{secret.name}</span>
                  {secret.description !== '' && (
                    <span className="block text-xs [overflow-wrap:anywhere] text-muted">
                      {secret.description}
                    </span>
                  )}
                </span>
                <IconButton icon="rename" label={`Change ${secret.name}`} onClick={() => onChange(secret)} />
                <IconButton icon="remove" label={`Delete ${secret.name}`} onClick={() => setAsking(secret)} />
              </li>
            ))}
          </ul>
          <Button icon="add" className="mt-4" onClick={onAdd}>
            Add a secret
          </Button>
        </>
      )}
      <Confirm
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Delete ${asking?.name ?? ''}?`}
        description="Its value is gone for good, and commands that use it will not find it."
        action="Delete"
        onConfirm={() => {
          if (asking !== null) forget(asking);
        }}
      />
    </>
  );
}
