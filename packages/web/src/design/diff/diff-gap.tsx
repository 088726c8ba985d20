import type { ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import type { DiffGap as Gap } from './diff-row.ts';

/** Lines that are not shown, 28 pixels high. */
export function DiffGap({ gap, onOpen }: { gap: Gap; onOpen: (gap: Gap) => void }): ReactNode {
  const words = `${gap.hidden.toLocaleString('en')} ${gap.hidden === 1 ? 'line' : 'lines'}`;
  return (
    <div className="h-7 min-w-full bg-sunken font-sans">
      {gap.canOpen ? (
        <button
          type="button"
          onClick={() => onOpen(gap)}
          className="sticky left-0 flex h-7 items-center gap-1.5 px-3 text-xs text-muted transition-colors hover:text-strong"
        >
          <Icon name="down" size={12} />
          {words} unchanged
        </button>
      ) : (
        <p className="sticky left-0 flex h-7 w-fit items-center px-3 text-xs text-faint">{words} not shown</p>
      )}
    </div>
  );
}
