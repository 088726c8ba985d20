import type { ReactNode } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { useRailColumn } from './columns.ts';

export interface PageBarProps {
  /** On the left: what the page is. */
  children?: ReactNode;
  /** On the right. */
  actions?: ReactNode;
}

/** The bar on top of a page. It has the way to the list where that is hidden. */
export function PageBar({ children, actions }: PageBarProps): ReactNode {
  const rail = useRailColumn();
  return (
    <header className="flex h-(--top-bar-height) shrink-0 items-center gap-2 border-b border-hairline px-3">
      {!rail.open && (
        <IconButton
          icon="rail"
          label="Show the list"
          keys="Mod+B"
          className="-ml-1"
          onClick={() => rail.setOpen(true)}
        />
      )}
      <div className="flex min-w-0 flex-1 items-center gap-2 text-sm">{children}</div>
      {actions !== undefined && <div className="flex shrink-0 items-center gap-1">{actions}</div>}
    </header>
  );
}
