import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { focusWhole, SCRIM } from './dialog.tsx';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side: 'left' | 'right' | 'bottom';
  className?: string;
  children: ReactNode;
}

const SIDES = {
  left: 'inset-y-0 left-0 w-[min(20rem,86vw)] data-[state=open]:animate-sheet-left',
  right: 'inset-y-0 right-0 w-[min(36rem,94vw)] data-[state=open]:animate-sheet-right',
  bottom: 'inset-x-0 bottom-0 h-[88dvh] rounded-t-lg data-[state=open]:animate-rise',
};

/** A column that comes over the others where there is room for one only. */
export function Sheet({ open, onOpenChange, title, side, className, children }: SheetProps): ReactNode {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusWhole}
          className={classNames(
            'fixed z-40 flex flex-col overflow-hidden bg-surface shadow-float outline-none',
            SIDES[side],
            className,
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
