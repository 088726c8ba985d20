import { useEffect, useState, type ReactNode } from 'react';
import type { Event } from '@capstan/protocol';
import { RecordedConversation, recordedConversation, type LiveState } from '../live/index.ts';
import { longLog, WRITTEN_LOGS } from '../stories/logs/index.ts';
import { story } from '../stories/story.ts';
import { Log } from './log.tsx';
import { PartLog } from './stories/part-log.tsx';
import { StreamedLog } from './stories/streamed-log.tsx';

function Shown({
  events,
  state = {},
  moment,
}: {
  events: () => Event[];
  state?: Partial<LiveState>;
  moment?: number;
}): ReactNode {
  const [live] = useState(() => recordedConversation(events(), state));
  useEffect(() => {
    if (moment !== undefined) live.show(moment);
  }, [live, moment]);
  return (
    <RecordedConversation live={live}>
      <div className="h-180 max-w-200 rounded-md border border-hairline bg-surface">
        <Log conversationId="story" />
      </div>
    </RecordedConversation>
  );
}

const none = (): Event[] => [];

export const log = story(
  'Log',
  {
    delegated: () => <Shown events={WRITTEN_LOGS.delegated} />,
    notebook: () => <Shown events={WRITTEN_LOGS.notebook} />,
    browsing: () => <Shown events={WRITTEN_LOGS.browsing} />,
    tools: () => <Shown events={WRITTEN_LOGS.tools} />,
    memory: () => <Shown events={WRITTEN_LOGS.memory} />,
    unknown: () => <Shown events={WRITTEN_LOGS.unknown} />,
    past: () => <Shown events={() => longLog({ events: 400 })} moment={250} />,
  },
  { layout: 'wide' },
);

export const logStates = story(
  'Log states',
  {
    loading: () => <Shown events={none} state={{ caughtUp: false, loaded: 0.4, following: 'connecting' }} />,
    empty: () => <Shown events={none} />,
    starting: () => (
      <Shown events={none} state={{ notice: { text: 'The sandbox is being made', tone: 'info' } }} />
    ),
    failed: () => <Shown events={none} state={{ caughtUp: false, failure: new Error('Not allowed') }} />,
  },
  { layout: 'wide' },
);

export const hostile = story(
  'Log hostile',
  { all: () => <Shown events={WRITTEN_LOGS.hostile} /> },
  { layout: 'wide' },
);

export const long = story(
  'Log long',
  { 'ten thousand events': () => <Shown events={longLog} /> },
  { layout: 'wide' },
);

export const streamed = story(
  'Log streamed',
  { '200 deltas per second': () => <StreamedLog /> },
  { layout: 'wide' },
);

export const kinds = story(
  'Log kinds',
  {
    'a whole task': () => <PartLog name="whole-task" />,
    dialogue: () => <PartLog name="dialogue" />,
    failures: () => <PartLog name="failures" />,
    approvals: () => <PartLog name="approvals" />,
    paused: () => <PartLog name="paused" />,
    stopped: () => <PartLog name="stopped" />,
    'rate limit': () => <PartLog name="rate-limit" />,
    'limit reached': () => <PartLog name="limit" />,
  },
  { layout: 'wide' },
);
