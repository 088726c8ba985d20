import { ApiFailure } from '../api/api-failure.ts';
import { KEYS } from '../api/keys.ts';
import { Answered } from '../stories/answered.tsx';
import { story } from '../stories/story.ts';
import { PickList, type PickListProps } from './pick-list.tsx';
import { DropPlace } from './trajectory/drop-place.tsx';
import { TrajectoryProblem } from './trajectory/read-trajectory.ts';
import { FolderPicker } from './workspace/folder-picker.tsx';
import { RepositoryPicker } from './workspace/repository-picker.tsx';

const NOTHING = (): void => undefined;
const LIST: PickListProps = {
  label: 'Branches',
  placeholder: 'Search branches',
  typed: '',
  onType: NOTHING,
  options: [
    { id: 'main', text: 'main', icon: 'branch', note: 'protected' },
    { id: 'next', text: 'next', icon: 'branch' },
  ],
  chosen: 'main',
  onPick: NOTHING,
  empty: 'No branch is called that.',
};

const list = (changes: Partial<PickListProps>) => () => (
  <div className="w-80">
    <PickList {...LIST} {...changes} />
  </div>
);

export const pickList = story('PickList', {
  some: list({}),
  loading: list({ options: [], loading: true }),
  none: list({ options: [], typed: 'xyz' }),
});

const FOLDERS = {
  path: '/home/me',
  parent: '/home',
  folders: ['api', 'shop', 'a folder with a very long name that does not fit into one line'].map((name) => ({
    name,
    path: `/home/me/${name}`,
    is_git: name === 'shop',
  })),
};
const PATH = KEYS.workspaceFolders(null);

const folders = (parts: Omit<Parameters<typeof Answered>[0], 'children'>) => () => (
  <Answered {...parts}>
    <div className="w-92">
      <FolderPicker value={{ kind: 'empty' }} onChoose={NOTHING} />
    </div>
  </Answered>
);

export const folderPicker = story('FolderPicker', {
  some: folders({ answers: [[PATH, FOLDERS]] }),
  empty: folders({ answers: [[PATH, { ...FOLDERS, parent: null, folders: [] }]] }),
  loading: folders({}),
  failed: folders({
    failures: [[PATH, new ApiFailure('The folder /root cannot be read', { status: 403 })]],
  }),
});

export const repositoryPicker = story('RepositoryPicker', {
  'no provider': () => (
    <Answered answers={[[KEYS.settings, { provider_tokens_set: {} }]]}>
      <div className="w-92">
        <RepositoryPicker value={{ kind: 'empty' }} onChoose={NOTHING} />
      </div>
    </Answered>
  ),
  branches: () => (
    <Answered
      answers={[[KEYS.branches('acme/shop', ''), [{ name: 'main', protected: true }, { name: 'next' }]]]}
    >
      <div className="w-92">
        <RepositoryPicker
          value={{ kind: 'repository', name: 'acme/shop', provider: 'github', branch: 'next' }}
          onChoose={NOTHING}
        />
      </div>
    </Answered>
  ),
});

export const dropPlace = story(
  'DropPlace',
  {
    waiting: () => <DropPlace problem={null} dragged={false} onFile={NOTHING} />,
    'held over': () => <DropPlace problem={null} dragged onFile={NOTHING} />,
    'not a trajectory': () => (
      <DropPlace
        problem={{ name: 'notes.json', failure: new TrajectoryProblem('There is no list of events in it.') }}
        dragged={false}
        onFile={NOTHING}
      />
    ),
  },
  { layout: 'wide' },
);
