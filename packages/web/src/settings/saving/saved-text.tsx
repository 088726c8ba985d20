import type { ReactNode } from 'react';
import { Field } from '../../design/field.tsx';
import { TextInput } from '../../design/text-input.tsx';
import { SaveFailure, SaveMark } from './save-mark.tsx';
import { useDraft, type DraftOptions } from './use-draft.ts';

export interface SavedTextProps<Value> extends Omit<DraftOptions<Value>, 'what'> {
  label: string;
  help: ReactNode;
  placeholder?: string;
  code?: boolean;
  /** What a phone offers for writing it. */
  inputMode?: 'text' | 'numeric' | 'decimal' | 'url' | 'email';
  /** Stands behind the text, such as a unit. */
  unit?: string;
  /** What is written is a short number. */
  short?: boolean;
}

/** A setting that is written, saved when somebody is done with it. */
export function SavedText<Value>({
  label,
  help,
  stored,
  parse,
  save,
  placeholder,
  code = false,
  inputMode,
  unit,
  short = false,
}: SavedTextProps<Value>): ReactNode {
  const draft = useDraft({ what: label, stored, parse, save });
  return (
    <div>
      <Field label={label} help={help} error={draft.error} aside={<SaveMark state={draft.state} />}>
        <span className="flex items-center gap-2">
          <TextInput
            code={code}
            inputMode={inputMode}
            placeholder={placeholder}
            autoComplete="off"
            value={draft.text}
            onChange={(event) => draft.type(event.target.value)}
            onBlur={draft.commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') draft.commit();
            }}
            {...(short ? { className: 'max-w-40' } : {})}
          />
          {unit !== undefined && <span className="text-sm whitespace-nowrap text-muted">{unit}</span>}
        </span>
      </Field>
      <SaveFailure state={draft.state} />
    </div>
  );
}
