import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** The screen of the agent's shell. */
export function Terminal(_props: TabProps): ReactNode {
  return <EmptyState title="No command has run yet" />;
}
