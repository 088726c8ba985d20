import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import { Icon } from './icon.tsx';
import { INPUT_FRAME } from './text-input.tsx';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: readonly SelectOption[];
}

/** One of a few. The list itself is the platform's own, which people know, on phones as well. */
export function Select({ options, className, ...rest }: SelectProps): ReactNode {
  return (
    <span className={classNames('relative inline-flex', className)}>
      <select
        {...useFieldControl()}
        {...rest}
        className={classNames(INPUT_FRAME, 'h-8 appearance-none pr-8')}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value} className="bg-float text-body">
            {label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} className="pointer-events-none absolute top-2.25 right-2.5 text-muted" />
    </span>
  );
}
