import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../design/empty-state.tsx';

export function NotFound(): ReactNode {
  return (
    <EmptyState title="There is no such page" action={<Link to="/">Go to the start</Link>}>
      The address may be mistyped, or what it named was removed.
    </EmptyState>
  );
}
