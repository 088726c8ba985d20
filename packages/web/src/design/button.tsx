import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** `primary`: the one thing to do here. `danger`: takes something away. `quiet`: among many others. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind;
  size?: 'small' | 'medium';
  icon?: IconName;
  /** What was asked for is under way: it cannot be asked again, and is told so. */
  busy?: boolean;
}

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover',
  secondary: 'border border-hairline-strong bg-surface text-strong hover:bg-raised active:bg-sunken',
  quiet: 'text-body hover:bg-hover active:bg-pressed aria-expanded:bg-pressed',
  danger: 'bg-red text-on-red hover:brightness-95 active:brightness-90',
};

const SIZES = { small: 'h-6 gap-1 px-2 text-xs', medium: 'h-8 gap-1.5 px-3 text-sm' };

export function Button({
  kind = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none',
        'transition-colors disabled:pointer-events-none disabled:opacity-50',
        busy && 'overflow-hidden',
        KINDS[kind],
        SIZES[size],
        className,
      )}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 12 : 14} />}
      {children}
      {busy && <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 animate-progress bg-current" />}
    </button>
  );
}
