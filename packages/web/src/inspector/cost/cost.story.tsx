import { LogWriter, longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { Cost } from './cost.tsx';

const tab = <Cost conversationId="" />;

/** A model of which nobody knows what it costs, for all or for some of the answers. */
const unpriced = (known: boolean) => () => {
  const log = new LogWriter();
  log.say('Hello.');
  log.reply('Good day.', known ? {} : { usd: null });
  log.pass(40).say('Again?');
  log.reply('Good day again.', { usd: null, reasoning: 'They greet once more. I do as well.' });
  return log.events;
};

export const cost = story(
  'Cost',
  {
    now: () => (
      <RecordedTab events={WRITTEN_LOGS.delegated} height={1_100}>
        {tab}
      </RecordedTab>
    ),
    past: () => (
      <RecordedTab events={WRITTEN_LOGS.delegated} moment={12} height={1_100}>
        {tab}
      </RecordedTab>
    ),
    narrow: () => (
      <RecordedTab events={WRITTEN_LOGS.memory} width={340} height={1_200}>
        {tab}
      </RecordedTab>
    ),
    'some prices unknown': () => (
      <RecordedTab events={unpriced(true)} height={900}>
        {tab}
      </RecordedTab>
    ),
    'no price known': () => (
      <RecordedTab events={unpriced(false)} height={900}>
        {tab}
      </RecordedTab>
    ),
    '10,000 events, wide': () => (
      <RecordedTab events={longLog} width={1200} height={760}>
        {tab}
      </RecordedTab>
    ),
    empty: () => <RecordedTab events={() => []}>{tab}</RecordedTab>,
    loading: () => (
      <RecordedTab events={() => []} state={{ caughtUp: false }}>
        {tab}
      </RecordedTab>
    ),
  },
  { layout: 'wide' },
);
