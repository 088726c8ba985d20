import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  /** Its name, which is shown when the pointer rests on it. */
  label: string;
  /** Keys that do the same, such as `Mod+K`. */
  keys?: string;
  size?: 'small' | 'medium';
  /** Whether what it switches is on; undefined for what switches nothing. */
  pressed?: boolean;
  /** Something waits behind it. */
  marked?: boolean;
}

const SIZES = { small: 'size-6', medium: 'size-8' };

export function IconButton({
  icon,
  label,
  keys,
  size = 'medium',
  pressed,
  marked = false,
  className,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classNames(
          'relative inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors',
          'hover:bg-hover hover:text-strong active:bg-pressed aria-expanded:bg-pressed aria-expanded:text-strong',
          'aria-pressed:text-accent-text disabled:pointer-events-none disabled:opacity-40',
          SIZES[size],
          className,
        )}
      >
        <Icon name={icon} size={size === 'small' ? 14 : 16} />
        {marked && <span aria-hidden className="absolute top-1 right-1 size-1.5 rounded-full bg-amber" />}
      </button>
    </Tooltip>
  );
}
