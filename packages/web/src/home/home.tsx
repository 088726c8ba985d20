import type { ReactNode } from 'react';
import { usePageTitle } from '../app/page-title.ts';
import { PageBar } from '../app/shell/page-bar.tsx';

/** Begins a conversation; shows the recent ones. */
export function Home(): ReactNode {
  usePageTitle('New conversation');
  return (
    <>
      <PageBar />
      <h1 className="mx-auto mt-[20dvh] text-xl text-strong">What shall be done?</h1>
    </>
  );
}
