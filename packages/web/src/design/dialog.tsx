import { Dialog as Radix } from 'radix-ui';
import { useInsertionEffect, useRef, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { FLOAT } from './menu.tsx';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What it is about, in one sentence. */
  description?: string;
  /** Title and close button are for assistive technology only. */
  bare?: boolean;
  /** Buttons at the bottom; the one that goes on is the last. */
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export const SCRIM = 'fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade';

/**
 * The focus goes to what floats as a whole, from where the first Tab leads into it; not to its first button, whose
 * tooltip would show. What has `autoFocus` has the focus already, and keeps it.
 */
export function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

/** Asks for something before anything else goes on. The focus stays inside and goes back to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  bare = false,
  footer,
  className,
  children,
}: DialogProps): ReactNode {
  const before = useRef<Element | null>(null);
  // Before what is inside takes the focus by `autoFocus`, which comes before any other effect.
  useInsertionEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  const giveBack = (event: Event): void => {
    const element = before.current;
    if (!(element instanceof HTMLElement) || element === document.body || !element.isConnected) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusWhole}
          onCloseAutoFocus={giveBack}
          className={classNames(
            FLOAT,
            'fixed top-[12dvh] left-1/2 flex max-h-[76dvh] w-[min(32rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden',
            className,
          )}
        >
          <div className={bare ? 'sr-only' : 'flex items-start gap-3 px-4 pt-3.5 pb-2'}>
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-medium text-strong">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="text-sm text-pretty text-muted">
                  {description}
                </Radix.Description>
              )}
            </div>
            {!bare && (
              <Radix.Close asChild>
                <IconButton icon="close" label="Close" keys="Escape" size="small" />
              </Radix.Close>
            )}
          </div>
          {bare ? children : <div className="min-h-0 overflow-y-auto px-4 pb-4">{children}</div>}
          {footer !== undefined && (
            <div className="flex justify-end gap-2 border-t border-hairline px-4 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
