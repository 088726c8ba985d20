import { useState, type ReactNode } from 'react';
import { ApiFailure } from '../../api/api-failure.ts';
import { RecordedConversation, recordedConversation } from '../../live/index.ts';
import { hostileLog } from '../../stories/logs/hostile-log.ts';
import { delegatedLog } from '../../stories/logs/delegated-log.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { Changes } from './changes.tsx';
import type { ChangedFile, ChangeStatus } from './changed-file.ts';
import { ChangesState, type ChangesStateProps } from './changes-state.tsx';
import { ChangesView } from './changes-view.tsx';
import { diffOfTexts } from './file-diff.ts';
import type { LoadedDiff } from './loaded-diff.ts';

const ready = (before: string, after: string): LoadedDiff => ({
  state: 'ready',
  diff: diffOfTexts(before, after),
});
const CODE = Array.from({ length: 40 }, (_, index) => `export const price${index} = ${index * 100};\n`).join(
  '',
);

const FILES: readonly (readonly [path: string, status: ChangeStatus, loaded: LoadedDiff, was?: string])[] = [
  ['src/basket.ts', 'modified', ready(CODE, CODE.replace('price20 = 2000', 'price20 = discounted(2000)'))],
  ['src/discount.ts', 'added', ready('', 'export const half = (cents: number) => cents / 2;\n')],
  ['src/gone.py', 'deleted', ready('def gone():\n    return 1\n', '')],
  ['docs/new name.md', 'renamed', ready('# A\n', '# A\n'), 'docs/old.md'],
  ['merged.ts', 'unmerged', ready('a\n', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n')],
  ['logo.png', 'modified', { state: 'binary' }],
  ['package-lock.json', 'modified', { state: 'too-large' }],
  ['data/generated.csv', 'added', ready('', '1,2,3\n'.repeat(6_000))],
  ['slow.ts', 'modified', { state: 'loading' }],
  ['broken.ts', 'modified', { state: 'failed', failure: new Error('The sandbox did not answer') }],
  [`a\u202e${'very/'.repeat(30)}long\u0007.txt`, 'added', ready('', 'x\n')],
];

const recorded = recordedConversation([]);

function Frame({ width = 720, children }: { width?: number; children: ReactNode }): ReactNode {
  return (
    <RecordedConversation live={recorded}>
      <div style={{ width }} className="flex h-160 max-w-full flex-col border border-hairline bg-surface">
        {children}
      </div>
    </RecordedConversation>
  );
}

function List({ width }: { width?: number }): ReactNode {
  const [loadedOf] = useState(() => {
    const byPath = new Map(FILES.map(([path, , loaded]) => [path, loaded]));
    return ({ path }: ChangedFile): LoadedDiff => byPath.get(path) ?? { state: 'loading' };
  });
  const files = FILES.map(([path, status, , was = null]): ChangedFile => ({
    path,
    status,
    was,
    source: 'git',
    edits: [],
  }));
  return (
    <Frame width={width ?? 720}>
      <ChangesView
        conversationId="story"
        files={files}
        loadedOf={loadedOf}
        isOpen={() => true}
        onRetry={() => undefined}
        onRefresh={() => undefined}
        onOpenFile={() => undefined}
      />
    </Frame>
  );
}

const ANSWERS = {
  pending: { data: undefined, error: null, isPending: true },
  none: { data: [], error: null, isPending: false },
  noRepository: { data: null, error: null, isPending: false },
};

function State(props: Partial<Omit<ChangesStateProps, 'git'>> & { git?: object }): ReactNode {
  const { git = ANSWERS.none, ...rest } = props;
  const answer = { ...ANSWERS.none, refetch: () => Promise.reject(new Error('A story')), ...git };
  return (
    <Frame width={420}>
      <ChangesState
        isPast={false}
        status="RUNNING"
        asksGit
        hasFiles={false}
        onWake={() => undefined}
        {...rest}
        git={answer}
      >
        {(note) => note}
      </ChangesState>
    </Frame>
  );
}

const lost = new ApiFailure('The sandbox is not there any more', {
  status: 503,
  code: 'runtime_disconnected',
  remedy: 'Send a message: the agent starts with a new one.',
});

export const changes = story('Changes', {
  files: () => <List />,
  narrow: () => <List width={360} />,
  loading: () => <State git={ANSWERS.pending} />,
  'nothing yet': () => <State />,
  'no repository, nothing yet': () => <State git={ANSWERS.noRepository} />,
  'no repository': () => <State git={ANSWERS.noRepository} hasFiles />,
  starting: () => <State status="STARTING" asksGit={false} />,
  'no sandbox': () => <State status="STOPPED" asksGit={false} />,
  'no sandbox, with edits': () => <State status="STOPPED" asksGit={false} hasFiles />,
  past: () => <State isPast hasFiles />,
  failed: () => <State git={{ data: undefined, error: lost }} />,
  'not allowed': () => (
    <State
      git={{
        data: undefined,
        error: new ApiFailure('This conversation belongs to somebody else', {
          status: 403,
          code: 'forbidden',
          remedy: 'Only the owner may do this.',
        }),
      }}
    />
  ),
  'a log without a server': () => (
    <RecordedTab events={delegatedLog}>
      <Changes conversationId="" />
    </RecordedTab>
  ),
  'a hostile log': () => (
    <RecordedTab events={hostileLog} width={720} height={640}>
      <Changes conversationId="" />
    </RecordedTab>
  ),
});
