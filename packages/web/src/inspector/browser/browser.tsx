import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** What the agent sees of the web. */
export function Browser(_props: TabProps): ReactNode {
  return <EmptyState title="No page was opened yet" />;
}
