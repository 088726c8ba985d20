import { useState, type ReactNode } from 'react';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Confirm } from '../../design/confirm.tsx';
import { Field } from '../../design/field.tsx';
import { TextInput } from '../../design/text-input.tsx';
import { SaveFailure, SaveMark } from './save-mark.tsx';
import { useSave } from './use-save.ts';

export interface KeyFieldProps {
  label: string;
  help: ReactNode;
  isSet: boolean;
  /** Null takes it away. */
  save: (key: string | null) => Promise<unknown>;
  /** Said before it is taken away: what does not work without it. */
  loss: string;
  placeholder?: string;
  /** Told what is written and not saved yet, so that it can be tried. */
  onType?: (typed: string) => void;
}

/** A key that goes in and never comes out: it can be replaced and taken away, and not be read. */
export function KeyField({ label, help, isSet, save, loss, placeholder, onType }: KeyFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  /** The focus was in the text, whose place the buttons take. */
  const [givesFocusBack, setGivesFocusBack] = useState(false);
  const { state, run } = useSave(label, save);
  const type = (text: string | null): void => {
    setTyped(text);
    onType?.(text ?? '');
  };
  const commit = async (): Promise<void> => {
    if (typed === null || typed.trim() === '') return;
    if (await run(typed.trim())) type(null);
  };
  const shown = state.kind === 'failed' && typed !== null ? { ...state, again: () => void commit() } : state;
  const writing = !isSet || typed !== null;
  return (
    <div>
      <Field label={label} help={help} aside={<SaveMark state={shown} />}>
        {writing ? (
          <span className="flex items-center gap-2">
            <TextInput
              code
              type="password"
              autoComplete="off"
              // Opened by somebody who wants to write.
              autoFocus={isSet}
              placeholder={placeholder}
              value={typed ?? ''}
              onChange={(event) => type(event.target.value)}
              onBlur={() => {
                setGivesFocusBack(false);
                void commit();
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === 'Escape') setGivesFocusBack(true);
                if (event.key === 'Enter') void commit();
                if (event.key === 'Escape' && isSet) {
                  event.stopPropagation();
                  type(null);
                }
              }}
            />
            {isSet && (
              // Before the text loses the focus, which would save it.
              <Button
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  setGivesFocusBack(true);
                  type(null);
                }}
              >
                Cancel
              </Button>
            )}
          </span>
        ) : (
          <span className="flex h-8 items-center gap-2">
            <Badge tone="green">Set</Badge>
            <span aria-hidden className="min-w-0 flex-1 truncate font-mono text-code text-faint">
              ••••••••••••
            </span>
            <Button size="small" autoFocus={givesFocusBack} onClick={() => type('')}>
              Replace
            </Button>
            <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
              Remove
            </Button>
          </span>
        )}
      </Field>
      <SaveFailure state={shown} />
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Remove: ${label}?`}
        description={loss}
        action="Remove"
        onConfirm={() => void run(null)}
      />
    </div>
  );
}
