import { useState, type ReactNode } from 'react';
import { useChangeSecret, useCreateSecret, type SecretEntry } from '../../api/secrets.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Field } from '../../design/field.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { TextInput } from '../../design/text-input.tsx';
import { secretErrors, type SecretDraft } from './secret-draft.ts';

export interface SecretFormProps {
  /** The one that is changed; null for a new one. */
  secret: SecretEntry | null;
  /** Names of all. */
  names: readonly string[];
  onClose: () => void;
}

/** Asks for a secret. It stays open, with all that was written, until the secret is stored. */
export function SecretForm({ secret, names, onClose }: SecretFormProps): ReactNode {
  const [draft, setDraft] = useState<SecretDraft>({
    name: secret?.name ?? '',
    value: '',
    description: secret?.description ?? '',
  });
  const [judged, setJudged] = useState(false);
  const create = useCreateSecret();
  const change = useChangeSecret();
  const { isPending, error } = secret === null ? create : change;
  const errors = secretErrors(draft, {
    taken: names.filter((name) => name !== secret?.name),
    keepsValue: secret !== null,
  });
  const store = (): void => {
    setJudged(true);
    if (errors !== null || isPending) return;
    const { name, value, description } = draft;
    const onSuccess = (): void => {
      showToast({ tone: 'success', title: secret === null ? `${name} added` : `${name} changed` });
      onClose();
    };
    if (secret === null) create.mutate(draft, { onSuccess });
    else {
      change.mutate(
        { id: secret.name, name, description, ...(value === '' ? {} : { value }) },
        { onSuccess },
      );
    }
  };
  const shown = judged ? errors : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret === null ? 'Add a secret' : `Change ${secret.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={isPending} onClick={store}>
            {secret === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          store();
        }}
      >
        <Field label="Name" help="Commands get it as a variable of this name." error={shown?.name}>
          <TextInput
            code
            autoFocus
            autoComplete="off"
            placeholder="NPM_TOKEN"
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </Field>
        <Field
          label={secret === null ? 'Value' : 'New value'}
          help={
            secret === null
              ? 'Stored encrypted, never shown again, and masked in what the agent and you read.'
              : 'Left empty, the value that is stored stays.'
          }
          error={shown?.value}
        >
          <TextArea
            code
            autoComplete="off"
            rows={2}
            className="max-h-40 [-webkit-text-security:disc]"
            value={draft.value}
            onChange={(event) => setDraft({ ...draft, value: event.target.value })}
          />
        </Field>
        <Field label="Description" help="Tells you, and the agent, what it is for.">
          <TextInput
            placeholder="Publishes packages"
            value={draft.description}
            onChange={(event) => setDraft({ ...draft, description: event.target.value })}
          />
        </Field>
        {error !== null && <ErrorNote title="The secret was not stored" failure={error} />}
        {/* Enter in a text of one line stores, as the button does. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
