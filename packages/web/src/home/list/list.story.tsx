import { ApiFailure } from '../../api/api-failure.ts';
import { KEYS } from '../../api/keys.ts';
import { Answered, onePage } from '../../stories/answered.tsx';
import { conversationOf } from '../../stories/conversation-of.ts';
import { story } from '../../stories/story.ts';
import { ConversationsPage } from '../conversations-page.tsx';
import { CONVERSATIONS } from '../home.story.tsx';
import { NothingHere } from './nothing-here.tsx';
import { RenameField } from './rename-field.tsx';

const ALL = KEYS.conversationList({});

const page = (parts: Omit<Parameters<typeof Answered>[0], 'children'>) => () => (
  <Answered {...parts}>
    <div className="flex h-100 flex-col border border-hairline">
      <ConversationsPage />
    </div>
  </Answered>
);

export const conversationsPage = story(
  'ConversationsPage',
  {
    some: page({ answers: [[ALL, onePage(CONVERSATIONS)]] }),
    many: page({
      answers: [
        [
          ALL,
          onePage(
            Array.from({ length: 300 }, (_, index) =>
              conversationOf({ conversation_id: `c${index}`, title: `Task ${index}` }),
            ),
            'next',
          ),
        ],
      ],
    }),
    loading: page({}),
    none: page({ answers: [[ALL, onePage([])]] }),
    'nothing found': () => (
      <NothingHere view={{ query: 'basket', state: 'all', repository: null }} onChange={() => undefined} />
    ),
    failed: page({ failures: [[ALL, new ApiFailure('The server answered 500', { status: 500 })]] }),
  },
  { layout: 'wide' },
);

export const renameField = story('RenameField', {
  open: () => (
    <div className="w-100">
      <RenameField title="Mend the failing discount check" onDone={() => undefined} />
    </div>
  ),
});
