import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from './kbd.tsx';

export interface TooltipProps {
  text: string;
  /** Keys that do the same, such as `Mod+K`. */
  keys?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref and can be focused. */
  children: ReactNode;
}

/** Says the name of something that shows none, and its keys. Everything in it can also be known without it. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps): ReactNode {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 items-center gap-2 rounded-md bg-float px-2 py-1 text-xs text-body shadow-float data-[state=delayed-open]:animate-appear"
        >
          {text}
          {keys !== undefined && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Stands around the app: the second tooltip in a row comes at once. */
export const TooltipProvider = ({ children }: { children: ReactNode }): ReactNode => (
  <Radix.Provider delayDuration={500} skipDelayDuration={200} disableHoverableContent>
    {children}
  </Radix.Provider>
);
