import { memo, type ReactNode } from 'react';
import type { LogRow } from '../../screen/index.ts';
import { EntryView } from './entry-view.tsx';
import { ExplorationRow } from './exploration-row.tsx';

/** One row: an entry, or a run of looking around. Drawn again only when it is another object. */
export const LogRowView = memo(function LogRowView({ row }: { row: LogRow }): ReactNode {
  return row.type === 'exploration' ? <ExplorationRow row={row} /> : <EntryView entry={row.entry} />;
});
