import type { Event } from '@capstan/protocol';
import { useState, type ReactNode } from 'react';
import { RecordedConversation, recordedConversation, type LiveState } from '../live/index.ts';

export interface RecordedTabProps {
  events: () => Event[];
  /** Id of the event after which it is shown; default now. */
  moment?: number;
  /** CSS pixels; default that of an inspector nobody has resized. */
  width?: number;
  height?: number;
  state?: Partial<LiveState>;
  children: ReactNode;
}

/** A tab of the inspector as it looks beside a recorded log. */
export function RecordedTab({
  events,
  moment,
  width = 520,
  height = 480,
  state,
  children,
}: RecordedTabProps): ReactNode {
  const [live] = useState(() => {
    const recorded = recordedConversation(events(), state);
    if (moment !== undefined) recorded.show(moment);
    return recorded;
  });
  return (
    <RecordedConversation live={live}>
      <div
        style={{ width, height }}
        className="flex max-w-full flex-col overflow-auto border border-hairline bg-surface"
      >
        {children}
      </div>
    </RecordedConversation>
  );
}
