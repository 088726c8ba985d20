import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { Timeline } from './timeline.tsx';

const tab = <Timeline conversationId="" />;

export const timeline = story(
  'Timeline',
  {
    now: () => <RecordedTab events={WRITTEN_LOGS.delegated}>{tab}</RecordedTab>,
    past: () => (
      <RecordedTab events={WRITTEN_LOGS.delegated} moment={12}>
        {tab}
      </RecordedTab>
    ),
    'long rests': () => <RecordedTab events={WRITTEN_LOGS.memory}>{tab}</RecordedTab>,
    'hostile texts': () => <RecordedTab events={WRITTEN_LOGS.hostile}>{tab}</RecordedTab>,
    narrow: () => (
      <RecordedTab events={WRITTEN_LOGS.browsing} width={340}>
        {tab}
      </RecordedTab>
    ),
    '10,000 events, wide': () => (
      <RecordedTab events={longLog} width={1200} moment={4_000}>
        {tab}
      </RecordedTab>
    ),
    empty: () => <RecordedTab events={() => []}>{tab}</RecordedTab>,
    loading: () => (
      <RecordedTab events={() => []} state={{ caughtUp: false, following: 'connecting' }}>
        {tab}
      </RecordedTab>
    ),
    failed: () => (
      <RecordedTab
        events={() => []}
        state={{ caughtUp: false, failure: new Error('The server cannot be reached') }}
      >
        {tab}
      </RecordedTab>
    ),
  },
  { layout: 'wide' },
);
