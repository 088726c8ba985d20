import type { ReactNode } from 'react';
import { Icon } from '../design/icon.tsx';

/** Something that people should know before they set anything here. */
export function Notice({ children }: { children: ReactNode }): ReactNode {
  return (
    <p
      role="note"
      className="mb-6 flex items-start gap-2 rounded-md bg-amber-soft px-3 py-2 text-sm text-pretty text-body"
    >
      <Icon name="info" size={14} className="mt-0.75 shrink-0 text-amber-text" />
      <span>{children}</span>
    </p>
  );
}
