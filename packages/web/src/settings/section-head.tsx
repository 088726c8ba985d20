import type { ReactNode } from 'react';

/** Name of a section, with what it is about in a sentence or two. */
export function SectionHead({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <header className="mb-6">
      <h1 className="text-xl font-medium text-strong">{title}</h1>
      <p className="mt-1 text-sm text-pretty text-muted">{children}</p>
    </header>
  );
}
