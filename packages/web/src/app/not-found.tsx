import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { usePageTitle } from './page-title.ts';
import { PageBar } from './shell/page-bar.tsx';

export function NotFound(): ReactNode {
  const navigate = useNavigate();
  usePageTitle('Not found');
  return (
    <>
      <PageBar />
      <EmptyState
        icon="search"
        title="There is no such page"
        action={<Button onClick={() => void navigate('/')}>Go to the start</Button>}
      >
        The address may be mistyped, or what it named was removed.
      </EmptyState>
    </>
  );
}
