import { useState, type ReactNode } from 'react';
import type { OutboxItem } from '../../live/sending/index.ts';
import { story } from '../../stories/story.ts';
import { OutboxList } from './outbox-list.tsx';

const item = (text: string, part: Partial<OutboxItem> = {}): OutboxItem => ({
  id: text,
  text,
  imageUrls: [],
  at: '2026-01-01T09:00:00.000Z',
  when: 'now',
  progress: 'unsent',
  fromId: null,
  eventId: null,
  failure: null,
  ...part,
});

function Listed({
  items,
  kept = true,
  reachable = true,
}: {
  items: OutboxItem[];
  kept?: boolean;
  reachable?: boolean;
}): ReactNode {
  const [shown, setShown] = useState(items);
  return (
    <div className="w-190 max-w-full">
      <OutboxList
        items={shown}
        kept={kept}
        reachable={reachable}
        onEdit={(id, text) => setShown(shown.map((one) => (one.id === id ? { ...one, text } : one)))}
        onWithdraw={(id) => setShown(shown.filter((one) => one.id !== id))}
        onMove={() => setShown(shown.toReversed())}
        onSendNow={(id) => setShown(shown.map((one) => (one.id === id ? { ...one, when: 'now' } : one)))}
      />
    </div>
  );
}

const LONG =
  'Please look at every test of the basket, and tell me which of them would fail without the change. '.repeat(
    3,
  );

export const outbox = story(
  'Outbox',
  {
    sending: () => <Listed items={[item(LONG, { progress: 'sending' })]} />,
    'no server': () => (
      <Listed reachable={false} items={[item('Go on', { progress: 'unclear' }), item('And then push')]} />
    ),
    refused: () => (
      <Listed
        items={[
          item('With a picture', {
            progress: 'refused',
            imageUrls: ['data:image/png;base64,AA=='],
            failure: { message: 'The body is larger than 1048576 bytes', remedy: 'Send less at once.' },
          }),
        ]}
      />
    ),
    'held back': () => (
      <Listed
        items={['Run the tests once more', LONG, 'Then commit it'].map((text) =>
          item(text, { when: 'later' }),
        )}
      />
    ),
    'not kept': () => <Listed kept={false} items={[item('With many pictures', { progress: 'sending' })]} />,
  },
  { layout: 'wide' },
);
