import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { TextInput } from '../../design/text-input.tsx';
import { DownloadLink } from './download-link.tsx';
import { FileTree, type FileTreeProps } from './file-tree.tsx';
import type { Folder } from './tree-rows.ts';

export interface TreePanelProps extends FileTreeProps {
  /** The workspace itself. */
  root: Folder;
  filter: string;
  onFilter: (filter: string) => void;
  /** What the filter has not gone through yet. */
  isSearching: boolean;
  onRefresh: () => void;
  refreshing: boolean;
  /** Where the folder that has the focus, or the workspace, comes from as an archive. */
  zip: { address: string; label: string };
  onUpload: (files: readonly File[]) => void;
  children?: ReactNode;
}

/** The tree with what can be done to it. Files that are dropped on it are uploaded. */
export function TreePanel(props: TreePanelProps): ReactNode {
  const { rows, root, filter, onFilter, isSearching, onRefresh, refreshing, zip, onUpload, children } = props;
  const picker = useRef<HTMLInputElement>(null);
  const [dropping, setDropping] = useState(false);
  const onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(true);
  };
  return (
    <div
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setDropping(false);
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setDropping(false);
        onUpload([...event.dataTransfer.files]);
      }}
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <div className="flex h-10 shrink-0 items-center gap-0.5 border-b border-hairline px-2">
        <TextInput
          type="search"
          aria-label="Filter files"
          placeholder="Filter"
          value={filter}
          onChange={({ target }) => onFilter(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.preventDefault();
            onFilter('');
          }}
          className="mr-1 h-7 min-w-0 flex-1"
        />
        <IconButton icon="upload" label="Upload files" size="small" onClick={() => picker.current?.click()} />
        <DownloadLink {...zip} />
        <IconButton
          icon="refresh"
          label={refreshing ? 'Reading' : 'Read again'}
          size="small"
          aria-busy={refreshing}
          onClick={onRefresh}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to upload"
          onChange={({ target }) => {
            onUpload([...(target.files ?? [])]);
            // The same file can be chosen again.
            target.value = '';
          }}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <TreeContent {...props} root={root} onRefresh={onRefresh} />
        {filter !== '' && root.state === 'ready' && (rows.length === 0 || isSearching) && (
          <p role="status" className="px-3 py-2 text-xs text-muted">
            {isSearching ? 'Looking through folders…' : `Nothing is called “${filter}”.`}
          </p>
        )}
      </div>
      {children}
      {dropping && (
        <div
          className={classNames(
            'pointer-events-none absolute inset-1 flex items-center justify-center rounded-md text-center text-sm font-medium',
            'border border-dashed border-ring bg-accent-soft/90 text-accent-text',
          )}
        >
          Drop to upload into the workspace
        </div>
      )}
    </div>
  );
}

function TreeContent({ root, filter, onRefresh, onUpload: _onUpload, ...tree }: TreePanelProps): ReactNode {
  if (root.state === 'loading') {
    return (
      <div className="p-4">
        <SkeletonLines lines={6} label="Reading the workspace" />
      </div>
    );
  }
  if (root.state === 'failed') {
    return (
      <div className="p-3">
        <ErrorNote
          title="The workspace could not be read"
          failure={root.failure}
          action={
            <Button size="small" icon="refresh" onClick={onRefresh}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }
  if (root.paths.length === 0 && filter === '') {
    return (
      <EmptyState icon="files" title="The workspace is empty">
        Drop files here to upload them, or ask the agent for something.
      </EmptyState>
    );
  }
  return <FileTree {...tree} />;
}
