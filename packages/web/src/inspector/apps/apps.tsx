import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** Web applications that the agent started. */
export function Apps(_props: TabProps): ReactNode {
  return <EmptyState title="Nothing is served yet" />;
}
