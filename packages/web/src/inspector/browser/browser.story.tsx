import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { Browser } from './browser.tsx';

const tab = <Browser conversationId="" />;

export const browser = story(
  'Browser',
  {
    now: () => <RecordedTab events={WRITTEN_LOGS.browsing}>{tab}</RecordedTab>,
    past: () => (
      <RecordedTab events={WRITTEN_LOGS.browsing} moment={3}>
        {tab}
      </RecordedTab>
    ),
    'on its way': () => <RecordedTab events={() => WRITTEN_LOGS.browsing().slice(0, 3)}>{tab}</RecordedTab>,
    narrow: () => (
      <RecordedTab events={WRITTEN_LOGS.browsing} width={340} height={560}>
        {tab}
      </RecordedTab>
    ),
    'hostile texts': () => <RecordedTab events={WRITTEN_LOGS.hostile}>{tab}</RecordedTab>,
    empty: () => <RecordedTab events={() => []}>{tab}</RecordedTab>,
    loading: () => (
      <RecordedTab events={() => []} state={{ caughtUp: false }}>
        {tab}
      </RecordedTab>
    ),
  },
  { layout: 'wide' },
);
