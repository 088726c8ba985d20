import { createContext, useContext, useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

interface FieldIds {
  control: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

export interface FieldProps {
  label: string;
  /** What it does, in one sentence. */
  help?: ReactNode;
  /** What is wrong with it, and what would be right. */
  error?: string | undefined;
  /** The label is for assistive technology only. */
  hideLabel?: boolean;
  /** A few words beside the label, such as what became of a change. */
  aside?: ReactNode;
  /** The control stands beside the label, as a switch does. */
  inline?: boolean;
  /** One control of this folder. */
  children: ReactNode;
}

/** A control with its name, what it does, and what is wrong with it. */
export function Field({
  label,
  help,
  error,
  hideLabel = false,
  aside,
  inline = false,
  children,
}: FieldProps): ReactNode {
  const id = useId();
  const helpId = help === undefined ? '' : `${id}-help`;
  const errorId = error === undefined ? '' : `${id}-error`;
  const describedBy = [helpId, errorId].filter((each) => each !== '').join(' ');
  const control = (
    <FieldContext
      value={{
        control: id,
        describedBy: describedBy === '' ? undefined : describedBy,
        invalid: error !== undefined,
      }}
    >
      {children}
    </FieldContext>
  );
  return (
    <div className={inline ? 'flex items-start justify-between gap-6' : 'flex flex-col'}>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div
          className={classNames(
            'flex min-w-0 items-baseline gap-2',
            hideLabel && aside === undefined && 'sr-only',
          )}
        >
          <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium text-strong'}>
            {label}
          </label>
          {aside}
        </div>
        {!inline && control}
        {help !== undefined && (
          <p id={helpId} className="text-xs text-pretty text-muted">
            {help}
          </p>
        )}
        {error !== undefined && (
          <p id={errorId} role="alert" className="text-xs text-red-text">
            {error}
          </p>
        )}
      </div>
      {inline && control}
    </div>
  );
}

/** What the field around a control gives it; nothing where there is none. */
export function useFieldControl(): {
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
} {
  const field = useContext(FieldContext);
  if (field === null) return {};
  return {
    id: field.control,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
  };
}
