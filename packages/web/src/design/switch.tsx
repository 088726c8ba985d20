import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Its name where no field around it gives one. */
  label?: string;
  disabled?: boolean;
}

/** On or off, at once. */
export function Switch({ checked, onChange, label, disabled = false }: SwitchProps): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      {...useFieldControl()}
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!checked)}
      className={classNames(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full border p-0.5 transition-colors disabled:opacity-50',
        checked ? 'border-transparent bg-accent' : 'border-edge bg-transparent',
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'size-3.5 rounded-full transition-transform',
          checked ? 'translate-x-4 bg-on-accent' : 'bg-edge',
        )}
      />
    </button>
  );
}
