import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** The workspace as a tree. */
export function FilesTab(_props: TabProps): ReactNode {
  return <EmptyState title="No files yet" />;
}
