import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { isNarrowed, type ListView } from './list-view.ts';

/** In place of a list of which nothing is shown. */
export function NothingHere({
  view,
  onChange,
}: {
  view: ListView;
  onChange: (view: ListView) => void;
}): ReactNode {
  const navigate = useNavigate();
  if (!isNarrowed(view)) {
    return (
      <EmptyState
        icon="conversation"
        title="No conversations yet"
        action={
          <Button kind="primary" onClick={() => void navigate('/')}>
            Begin one
          </Button>
        }
      >
        Each task that you give stands here, with how it went and what it cost.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="Nothing found"
      action={
        <Button onClick={() => onChange({ query: '', state: 'all', repository: null })}>Show all</Button>
      }
    >
      No conversation is called that and stands that way.
    </EmptyState>
  );
}
