import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import { INPUT_FRAME } from './text-input.tsx';

export interface TextAreaProps extends ComponentProps<'textarea'> {
  code?: boolean;
}

/** Grows with what is written, up to what `className` allows. */
export function TextArea({ code = false, className, ...rest }: TextAreaProps): ReactNode {
  return (
    <textarea
      rows={3}
      {...useFieldControl()}
      {...(code ? { spellCheck: false, autoCapitalize: 'off' } : {})}
      {...rest}
      className={classNames(
        INPUT_FRAME,
        'field-sizing-content max-h-80 resize-none py-1.5 read-only:bg-sunken',
        code && 'font-mono text-code',
        className,
      )}
    />
  );
}
