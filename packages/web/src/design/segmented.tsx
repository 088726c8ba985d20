import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface SegmentedOption<Value extends string> {
  value: Value;
  label: string;
  icon?: IconName;
  /** Only the picture is seen. */
  iconOnly?: boolean;
}

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly SegmentedOption<Value>[];
  onChange: (value: Value) => void;
  size?: 'small' | 'medium';
}

/** One of two to four that are all seen. Arrow keys move between them. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  size = 'medium',
}: SegmentedProps<Value>): ReactNode {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      className="inline-flex w-fit rounded-md bg-hover p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.iconOnly === true ? option.label : undefined}
          title={option.iconOnly === true ? option.label : undefined}
          className={classNames(
            'inline-flex items-center gap-1.5 rounded-sm px-2.5 font-medium text-muted transition-colors hover:text-strong',
            'data-[state=on]:bg-surface data-[state=on]:text-strong data-[state=on]:shadow-[0_0_0_1px_var(--hairline)]',
            size === 'small' ? 'h-5 text-xs' : 'h-7 text-sm',
          )}
        >
          {option.icon !== undefined && <Icon name={option.icon} size={14} />}
          {option.iconOnly !== true && option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
