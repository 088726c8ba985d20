import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';

/** The frame of everything that is written into. */
export const INPUT_FRAME =
  'w-full rounded-md border border-hairline-strong bg-surface px-2.5 text-sm text-strong transition-colors hover:border-edge ' +
  'focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-red ' +
  'disabled:pointer-events-none disabled:opacity-50';

export interface TextInputProps extends ComponentProps<'input'> {
  /** Code, keys and paths are set in the code face, and not corrected. */
  code?: boolean;
}

export function TextInput({ code = false, className, ...rest }: TextInputProps): ReactNode {
  return (
    <input
      type="text"
      {...useFieldControl()}
      {...(code ? { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off' } : {})}
      {...rest}
      className={classNames(INPUT_FRAME, 'h-8 read-only:bg-sunken', code && 'font-mono text-code', className)}
    />
  );
}
