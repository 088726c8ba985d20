import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import type { TabProps } from '../tab-props.ts';

/** Tokens and money, by step. */
export function Cost(_props: TabProps): ReactNode {
  return <EmptyState title="Nothing was spent yet" />;
}
