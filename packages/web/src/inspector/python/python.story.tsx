import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { Python } from './python.tsx';

const tab = <Python conversationId="" />;

export const python = story(
  'Python',
  {
    now: () => (
      <RecordedTab events={WRITTEN_LOGS.notebook} height={800}>
        {tab}
      </RecordedTab>
    ),
    past: () => (
      <RecordedTab events={WRITTEN_LOGS.notebook} moment={3}>
        {tab}
      </RecordedTab>
    ),
    'live output': () => (
      <RecordedTab
        events={WRITTEN_LOGS.notebook}
        state={{ outputs: new Map([[8, 'epoch 1 of 10000\nepoch 2 of 10000\n']]) }}
      >
        {tab}
      </RecordedTab>
    ),
    narrow: () => (
      <RecordedTab events={WRITTEN_LOGS.notebook} width={340} height={800}>
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
