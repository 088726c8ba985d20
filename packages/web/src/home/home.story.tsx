import { ApiFailure } from '../api/api-failure.ts';
import { KEYS } from '../api/keys.ts';
import { Answered, onePage } from '../stories/answered.tsx';
import { conversationOf } from '../stories/conversation-of.ts';
import { story } from '../stories/story.ts';
import { RecentConversations } from './recent-conversations.tsx';
import { SuggestedTasks } from './suggested-tasks.tsx';
import { attach } from './task/attachments.ts';
import { TaskComposer, type TaskComposerProps } from './task/task-composer.tsx';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const CONVERSATIONS = [
  conversationOf({
    conversation_id: 'a',
    title: 'Upgrade React to 19 and remove the legacy context',
    status: 'RUNNING',
    agent_state: 'running',
    selected_repository: 'acme/shop',
    selected_branch: 'next',
    last_updated_at: ago(0),
  }),
  conversationOf({
    conversation_id: 'b',
    title: 'Write tests for the tax rounding rules of Switzerland and Liechtenstein, both of five centimes',
    status: 'RUNNING',
    agent_state: 'awaiting_user_confirmation',
    selected_repository: 'acme/infrastructure-and-deployment',
    accumulated_cost: 12.3,
    last_updated_at: ago(12),
  }),
  conversationOf({ conversation_id: 'c', title: 'Add pagination to GET /orders', last_updated_at: ago(190) }),
  conversationOf({
    conversation_id: 'd',
    title: '<img src=x onerror=alert(1)>\u202Egnp.exe',
    agent_state: 'error',
    accumulated_cost: 0.0004,
    last_updated_at: ago(60 * 30),
  }),
  conversationOf({
    conversation_id: 'e',
    title: 'Paused',
    agent_state: 'paused',
    last_updated_at: ago(9_999),
  }),
];

const LIST = KEYS.conversationList({});
const SETTINGS = {
  llm_model: 'anthropic/claude-sonnet-4-5',
  provider_tokens_set: { github: null },
};
const SERVER = { default_model: null, multi_user: false, local_folders: true, interactive_terminal: true };
const NOTHING = (): void => undefined;

const COMPOSER: TaskComposerProps = {
  text: '',
  workspace: { kind: 'empty' },
  attachments: [],
  complaint: '',
  phase: null,
  failure: null,
  onText: NOTHING,
  onWorkspace: NOTHING,
  onFiles: NOTHING,
  onRemoveFile: NOTHING,
  onStart: NOTHING,
  onForgetFailure: NOTHING,
};

const FILES = attach(
  [],
  [
    new File(['a'.repeat(4_200)], 'a very long name of notes about the basket.txt'),
    new File([''], 'page.svg', { type: 'image/svg+xml' }),
  ],
).attachments;

const composer =
  (changes: Partial<TaskComposerProps> = {}) =>
  () => (
    <Answered
      answers={[
        [KEYS.settings, SETTINGS],
        [KEYS.serverConfig, SERVER],
      ]}
    >
      <div className="w-160 max-w-full">
        <TaskComposer {...COMPOSER} {...changes} />
      </div>
    </Answered>
  );

export const taskComposer = story(
  'TaskComposer',
  {
    empty: composer(),
    written: composer({
      text: 'The discount check fails. Find out why, mend the cause, and prove it.',
      workspace: { kind: 'repository', name: 'acme/shop', provider: 'github', branch: 'next' },
      attachments: FILES,
    }),
    'left out': composer({ text: 'x', complaint: 'At most 50 files go along with a task.' }),
    beginning: composer({ text: 'Mend it', phase: 'beginning' }),
    uploading: composer({ text: 'Mend it', phase: 'uploading', attachments: FILES }),
    'no key': composer({
      text: 'Mend it',
      failure: new ApiFailure('There is no key for anthropic', { status: 400, code: 'model_key_missing' }),
    }),
    'no folder': composer({
      text: 'Mend it',
      workspace: { kind: 'folder', path: '/home/me/gone' },
      failure: new ApiFailure('There is no folder /home/me/gone on this machine', {
        status: 400,
        code: 'workspace_not_found',
        remedy: 'Give the absolute path of an existing folder.',
      }),
    }),
    'no server': composer({
      text: 'Mend it',
      failure: new ApiFailure('The server cannot be reached', { status: 0, remedy: 'Check that it runs.' }),
    }),
  },
  { layout: 'wide' },
);

export const recentConversations = story(
  'RecentConversations',
  {
    some: () => (
      <Answered answers={[[LIST, onePage(CONVERSATIONS)]]}>
        <RecentConversations />
      </Answered>
    ),
    loading: () => (
      <Answered>
        <RecentConversations />
      </Answered>
    ),
    failed: () => (
      <Answered failures={[[LIST, new ApiFailure('The server cannot be reached', { status: 0 })]]}>
        <RecentConversations />
      </Answered>
    ),
  },
  { layout: 'wide' },
);

export const suggestedTasks = story(
  'SuggestedTasks',
  {
    some: () => (
      <Answered
        answers={[
          [KEYS.settings, SETTINGS],
          [
            KEYS.suggestedTasks,
            (['FAILING_CHECKS', 'MERGE_CONFLICTS', 'OPEN_ISSUE', 'UNRESOLVED_COMMENTS'] as const).map(
              (type, index) => ({
                git_provider: 'github',
                task_type: type,
                repo: 'acme/shop',
                issue_number: 40 + index,
                title: 'The discount is taken off once for each item',
              }),
            ),
          ],
        ]}
      >
        <SuggestedTasks />
      </Answered>
    ),
  },
  { layout: 'wide' },
);
