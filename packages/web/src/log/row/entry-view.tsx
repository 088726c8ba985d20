import { memo, type ReactNode } from 'react';
import type { Entry } from '../../screen/index.ts';
import { ActionRow } from './action-row.tsx';
import { ErrorRow } from './error-row.tsx';
import { FinishRow } from './finish-row.tsx';
import { MessageRow } from './message-row.tsx';
import { StateRow } from './state-row.tsx';
import { CondensationRow, PlanRow, RecallRow, ThoughtRow, UnknownRow } from './plain-rows.tsx';

/** One entry of the log. */
export const EntryView = memo(function EntryView({ entry }: { entry: Entry }): ReactNode {
  switch (entry.kind) {
    case 'message':
      return <MessageRow entry={entry} />;
    case 'thought':
      return <ThoughtRow entry={entry} />;
    case 'plan':
      return <PlanRow entry={entry} />;
    case 'condensation':
      return <CondensationRow entry={entry} />;
    case 'recall':
      return <RecallRow entry={entry} />;
    case 'finish':
      return <FinishRow entry={entry} />;
    case 'error':
      return <ErrorRow entry={entry} />;
    case 'state':
      return <StateRow entry={entry} />;
    case 'unknown':
      return <UnknownRow entry={entry} />;
    default:
      return <ActionRow entry={entry} />;
  }
});
