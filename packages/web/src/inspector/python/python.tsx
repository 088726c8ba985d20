import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** The agent's Python session. */
export function Python(_props: TabProps): ReactNode {
  return <EmptyState title="No cell has run yet" />;
}
