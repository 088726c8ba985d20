import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { PageBar } from '../app/shell/page-bar.tsx';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';

/** In place of a conversation that is not there. */
export function MissingConversation(): ReactNode {
  const navigate = useNavigate();
  return (
    <>
      <PageBar />
      <EmptyState
        icon="conversation"
        title="There is no such conversation"
        action={<Button onClick={() => void navigate('/conversations')}>All conversations</Button>}
      >
        It was deleted, or belongs to somebody else.
      </EmptyState>
    </>
  );
}
