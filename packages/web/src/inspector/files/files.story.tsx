import { useState, type ReactNode } from 'react';
import type { FileContent } from '../../api/workspace/file-content.ts';
import { story } from '../../stories/story.ts';
import { DownloadLink } from './download-link.tsx';
import { FileContentView } from './file-content-view.tsx';
import { PathBar } from './path-bar.tsx';
import { TreePanel } from './tree-panel.tsx';
import { treeRows, type Folder } from './tree-rows.ts';
import { UploadStatus } from './upload-panel.tsx';
import type { Upload } from './uploads.ts';

const ready = (...paths: string[]): Folder => ({ state: 'ready', paths });
const FOLDERS = new Map<string, Folder>([
  ['', ready('docs/', 'src/', 'tests/', 'README.md', 'a\u202efdp.exe', `${'long-'.repeat(20)}name.txt`)],
  ['src/', ready('src/deep/', 'src/basket.ts', 'src/discount.ts')],
  ['src/deep/', ready('src/deep/file.json')],
  ['docs/', { state: 'loading' }],
  ['tests/', { state: 'failed', failure: new Error('No permission') }],
]);

function Tree({ root, initialFilter = '' }: { root?: Folder; initialFilter?: string }): ReactNode {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(['src/', 'docs/', 'tests/']));
  const [focused, setFocused] = useState<string | null>('src/basket.ts');
  const [opened, setOpened] = useState<string | null>('src/basket.ts');
  const [filter, setFilter] = useState(initialFilter);
  return (
    <div className="flex h-100 w-72 border border-hairline bg-surface">
      <TreePanel
        rows={treeRows({ folders: FOLDERS, expanded, filter })}
        root={root ?? ready('src/')}
        filter={filter}
        onFilter={setFilter}
        isSearching={false}
        focused={focused}
        opened={opened}
        onFocus={setFocused}
        onOpen={setOpened}
        onExpand={(paths, open) =>
          setExpanded(
            new Set([...expanded].filter((path) => open || !paths.includes(path)).concat(open ? paths : [])),
          )
        }
        onRefresh={() => undefined}
        refreshing={false}
        zip={{ address: '#', label: 'Download the workspace as zip' }}
        onUpload={() => undefined}
      />
    </div>
  );
}

export const fileTree = story('FileTree', {
  open: () => <Tree />,
  filtered: () => <Tree initialFilter="json" />,
  'nothing found': () => <Tree initialFilter="nowhere" />,
  loading: () => <Tree root={{ state: 'loading' }} />,
  empty: () => <Tree root={ready()} />,
  failed: () => <Tree root={{ state: 'failed', failure: new Error('The sandbox did not answer') }} />,
});

function Content({ content, path = 'src/a.ts' }: { content: FileContent; path?: string }): ReactNode {
  const [searching, setSearching] = useState(false);
  const [target] = useState({ path });
  return (
    <div className="flex h-64 w-130 max-w-full flex-col border border-hairline bg-surface">
      <div className="flex h-10 shrink-0 items-center border-b border-hairline px-2">
        <PathBar path={path} onFolder={() => undefined} />
      </div>
      <FileContentView
        content={content}
        target={target}
        wrap={false}
        searching={searching}
        onSearching={setSearching}
        download={<DownloadLink address="#" label="Download" withText />}
      />
    </div>
  );
}

const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  ),
  (character) => character.charCodeAt(0),
);

export const fileContent = story('FileContent', {
  text: () => (
    <Content content={{ kind: 'text', text: 'export const a = 1;\n', sizeBytes: 20, isWhole: true }} />
  ),
  'the first megabyte': () => (
    <Content
      content={{ kind: 'text', text: 'line\n'.repeat(1_000), sizeBytes: 40_000_000, isWhole: false }}
    />
  ),
  empty: () => <Content content={{ kind: 'text', text: '', sizeBytes: 0, isWhole: true }} />,
  binary: () => <Content path="bin/tool" content={{ kind: 'binary', sizeBytes: 1_234_567 }} />,
  picture: () => (
    <Content
      path="logo.png"
      content={{ kind: 'image', image: new Blob([PIXEL], { type: 'image/png' }), sizeBytes: PIXEL.length }}
    />
  ),
  'a broken picture': () => (
    <Content
      path="logo.png"
      content={{ kind: 'image', image: new Blob(['no'], { type: 'image/png' }), sizeBytes: 2 }}
    />
  ),
});

const upload = (id: number, state: Upload['state'], reason = ''): Upload => ({
  id,
  conversationId: '',
  name: `report-${id}.pdf`,
  sizeBytes: 100_000,
  state,
  reason,
});

export const uploads = story('Uploads', {
  'under way': () => (
    <div className="w-72">
      <UploadStatus
        list={[upload(1, 'done'), upload(2, 'sending'), upload(3, 'waiting')]}
        onClose={() => undefined}
      />
    </div>
  ),
  'one refused': () => (
    <div className="w-72">
      <UploadStatus
        list={[upload(1, 'done'), upload(2, 'failed', 'It is larger than 1000000 bytes')]}
        onClose={() => undefined}
      />
    </div>
  ),
});
