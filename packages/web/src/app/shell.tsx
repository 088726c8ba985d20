import type { ReactNode } from 'react';
import { Outlet } from 'react-router';

/** Rail and main column around every page. */
export function Shell(): ReactNode {
  return (
    <div className="flex h-full">
      <nav aria-label="Conversations" className="w-(--rail-width) border-r border-hairline" />
      <main className="flex min-w-0 flex-1 flex-col bg-surface">
        <Outlet />
      </main>
    </div>
  );
}
