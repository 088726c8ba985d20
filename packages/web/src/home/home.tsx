import type { ReactNode } from 'react';

/** Begins a conversation; shows the recent ones. */
export function Home(): ReactNode {
  return <h1 className="p-6 text-xl text-strong">What shall be done?</h1>;
}
