import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** Files that differ from where the work began. */
export function Changes(_props: TabProps): ReactNode {
  return <EmptyState title="No changes yet" />;
}
