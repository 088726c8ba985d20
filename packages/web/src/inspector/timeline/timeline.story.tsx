import type { ReactNode } from 'react';
import type { Event } from '@capstan/protocol';
import { useState } from 'react';
import { RecordedConversation, recordedConversation, type LiveState } from '../../live/index.ts';
import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { story } from '../../stories/story.ts';
import { Timeline } from './timeline.tsx';

function Shown({
  events,
  moment,
  width = 560,
  state,
}: {
  events: () => Event[];
  moment?: number;
  width?: number;
  state?: Partial<LiveState>;
}): ReactNode {
  const [live] = useState(() => {
    const recorded = recordedConversation(events(), state);
    if (moment !== undefined) recorded.show(moment);
    return recorded;
  });
  return (
    <RecordedConversation live={live}>
      <div style={{ width, height: 480 }} className="flex max-w-full flex-col border border-hairline">
        <Timeline conversationId="" />
      </div>
    </RecordedConversation>
  );
}

export const timeline = story(
  'Timeline',
  {
    now: () => <Shown events={WRITTEN_LOGS.delegated} />,
    past: () => <Shown events={WRITTEN_LOGS.delegated} moment={12} />,
    'long rests': () => <Shown events={WRITTEN_LOGS.memory} />,
    'hostile texts': () => <Shown events={WRITTEN_LOGS.hostile} />,
    narrow: () => <Shown events={WRITTEN_LOGS.browsing} width={340} />,
    '10,000 events, wide': () => <Shown events={longLog} width={1200} moment={4_000} />,
    empty: () => <Shown events={() => []} />,
    loading: () => <Shown events={() => []} state={{ caughtUp: false, following: 'connecting' }} />,
    failed: () => (
      <Shown
        events={() => []}
        state={{ caughtUp: false, failure: new Error('The server cannot be reached') }}
      />
    ),
  },
  { layout: 'wide' },
);
