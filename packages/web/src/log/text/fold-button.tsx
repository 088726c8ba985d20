import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';

/** Stands where lines are left out. */
export function FoldButton({ lines, onOpen }: { lines: number; onOpen: () => void }): ReactNode {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-7 w-full items-center gap-1.5 border-y border-hairline bg-raised px-3 text-xs text-muted transition-colors hover:text-strong pointer-coarse:h-10"
    >
      <Icon name="down" size={12} />
      Show all {lines.toLocaleString('en')} lines
    </button>
  );
}
