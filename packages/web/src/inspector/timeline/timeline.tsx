import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** The whole log as a strip. */
export function Timeline(_props: TabProps): ReactNode {
  return <EmptyState title="Nothing has happened yet" />;
}
