import type { ReactNode } from 'react';
import { keySymbols } from './key-symbols.ts';

/** One key. */
export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-hairline-strong px-1 font-sans text-[0.6875rem] leading-none text-muted">
      {children}
    </kbd>
  );
}

/** A combination such as `Mod+Shift+K`, as this machine writes it. */
export function Keys({ keys }: { keys: string }): ReactNode {
  return (
    <span className="inline-flex items-center gap-0.5">
      {keySymbols(keys).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
