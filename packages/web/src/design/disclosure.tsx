import { useId, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  /** Always seen; a click on it opens and closes. */
  summary: ReactNode;
  /** Whether it begins open. */
  initiallyOpen?: boolean;
  className?: string;
  children: ReactNode;
}

/** Detail that is there when it is asked for. */
export function Disclosure({
  summary,
  initiallyOpen = false,
  className,
  children,
}: DisclosureProps): ReactNode {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <div className={className}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-1 rounded-md py-1 text-left text-sm text-muted transition-colors hover:text-strong"
      >
        <Icon name="right" size={14} className={classNames('transition-transform', open && 'rotate-90')} />
        {summary}
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
