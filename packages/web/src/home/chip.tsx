import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../design/class-names.ts';
import { Icon } from '../design/icon.tsx';
import type { IconName } from '../design/icons.ts';

export interface ChipProps extends ComponentProps<'button'> {
  icon: IconName;
  /** What is chosen, in a word or two. */
  text: string;
}

/** Shows a choice, and opens what else there is to choose. */
export function Chip({ icon, text, className, ...rest }: ChipProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'inline-flex h-8 max-w-56 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm text-muted transition-colors',
        'hover:bg-hover hover:text-strong aria-expanded:bg-pressed aria-expanded:text-strong',
        className,
      )}
    >
      <Icon name={icon} size={14} className="shrink-0" />
      <span className="truncate">{text}</span>
      <Icon name="down" size={12} className="shrink-0 text-faint" />
    </button>
  );
}
