import type { ReactNode } from 'react';
import type { ActionEntry } from '../../screen/index.ts';
import { BrowseDetail } from './browse-detail.tsx';
import { CellDetail } from './cell-detail.tsx';
import { CommandDetail } from './command-detail.tsx';
import { DelegateDetail } from './delegate-detail.tsx';
import { EditDetail } from './edit-detail.tsx';
import { ReadDetail } from './read-detail.tsx';
import { ToolDetail } from './tool-detail.tsx';

/** All that is known of an action. `unasked`: it stands open by itself. */
export function ActionDetail({ entry, unasked }: { entry: ActionEntry; unasked: boolean }): ReactNode {
  switch (entry.kind) {
    case 'command':
      return <CommandDetail entry={entry} unasked={unasked} />;
    case 'cell':
      return <CellDetail entry={entry} unasked={unasked} />;
    case 'read':
      return <ReadDetail entry={entry} />;
    case 'edit':
      return <EditDetail entry={entry} />;
    case 'browse':
      return <BrowseDetail entry={entry} />;
    case 'tool':
      return <ToolDetail entry={entry} />;
    case 'delegate':
      return <DelegateDetail entry={entry} />;
  }
}
