import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useConversation } from '../../api/conversations.ts';
import { KEYS } from '../../api/keys.ts';
import { uploadFile, zipAddress } from '../../api/workspace/workspace.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { useLive } from '../../live/index.ts';
import { oneLine } from '../../screen/index.ts';
import { useOpenTargets, type FileTarget } from '../open-file.ts';
import { PastNote } from '../past-note.tsx';
import type { TabProps } from '../tab-props.ts';
import { useWidth } from '../use-width.ts';
import { useWorkspaceRefresh } from '../use-workspace-refresh.ts';
import { inWorkspace } from '../workspace-path.ts';
import { FileView } from './file-view.tsx';
import { useFilesMemory } from './files-memory.ts';
import { foldersAbove, treeRows } from './tree-rows.ts';
import { TreePanel } from './tree-panel.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { useUploads } from './uploads.ts';
import { useFolders } from './use-folders.ts';

/** Pixels from which tree and file fit beside each other. */
const BOTH_WIDTH = 560;

/** The workspace as a tree, and its files. */
export function FilesTab({ conversationId }: TabProps): ReactNode {
  const status = useConversation(conversationId).data?.status;
  if (conversationId === '') {
    return (
      <EmptyState icon="files" title="There is no workspace here">
        This is a recorded conversation. What the agent edited is in Changes.
      </EmptyState>
    );
  }
  if (status === 'STARTING') {
    return (
      <div className="p-4">
        <p className="mb-3 text-sm text-muted">The workspace is being prepared.</p>
        <SkeletonLines lines={6} label="The workspace is being prepared" />
      </div>
    );
  }
  return <Workspace conversationId={conversationId} />;
}

function Workspace({ conversationId }: TabProps): ReactNode {
  useWorkspaceRefresh(conversationId);
  const queries = useQueryClient();
  const { expanded, open, focused, change } = useFilesMemory(conversationId);
  const [filter, setFilter] = useState('');
  const [measure, width] = useWidth();
  const folders = useFolders(conversationId, { expanded, all: filter.trim().length > 1 });
  const rows = treeRows({ folders, expanded, filter: filter.trim() });
  const isPast = useLive(({ moment }) => moment !== null);
  const send = useUploads((state) => state.send);
  const refreshing = [...folders.values()].some(({ state }) => state === 'loading');
  const refresh = (): Promise<void> =>
    queries.invalidateQueries({ queryKey: KEYS.workspace(conversationId) });
  const openTarget = (target: FileTarget): void => {
    const path = inWorkspace(target.path, null);
    change({
      open: { ...target, path },
      focused: path,
      expanded: new Set([...expanded, ...foldersAbove(path)]),
    });
  };
  useTarget(openTarget);
  const showFolder = (folder: string): void => {
    const above = [...foldersAbove(folder), folder];
    change({ focused: folder, expanded: new Set([...expanded, ...above]), ...(both ? {} : { open: null }) });
  };
  const both = width >= BOTH_WIDTH;
  const folder = focused?.endsWith('/') === true ? focused : '';
  const zip = {
    address: zipAddress(conversationId, folder.replace(/\/$/, '')),
    label: folder === '' ? 'Download the workspace as zip' : `Download ${oneLine(folder)} as zip`,
  };
  return (
    <div ref={measure} className="flex min-h-0 flex-1 flex-col">
      {isPast && <PastNote>Files are shown as they are now: the log does not keep them.</PastNote>}
      <div className="flex min-h-0 flex-1">
        {(both || open === null) && (
          <div
            className={
              both && open !== null ? 'flex w-60 shrink-0 border-r border-hairline' : 'flex min-w-0 flex-1'
            }
          >
            <TreePanel
              rows={rows}
              root={folders.get('') ?? { state: 'loading' }}
              filter={filter}
              onFilter={setFilter}
              isSearching={filter !== '' && refreshing}
              focused={focused}
              opened={open?.path ?? null}
              onFocus={(path) => change({ focused: path })}
              onExpand={(paths, isOpen) => {
                const next = new Set(expanded);
                for (const path of paths) {
                  if (isOpen) next.add(path);
                  else next.delete(path);
                }
                change({ expanded: next });
              }}
              onOpen={(path) => openTarget({ path })}
              onRefresh={() => void refresh()}
              refreshing={refreshing}
              zip={zip}
              onUpload={(files) => void send(conversationId, files, uploadFile).then(refresh)}
            >
              <UploadPanel conversationId={conversationId} />
            </TreePanel>
          </div>
        )}
        {open !== null && (
          <FileView
            conversationId={conversationId}
            target={open}
            onBack={both ? null : () => change({ open: null })}
            onFolder={showFolder}
            onClose={() => change({ open: null })}
          />
        )}
      </div>
    </div>
  );
}

/** Takes the file that somebody asked to see from elsewhere. */
function useTarget(onTarget: (target: FileTarget) => void): void {
  const target = useOpenTargets(({ file }) => file);
  const latest = useRef(onTarget);
  useEffect(() => {
    latest.current = onTarget;
  });
  useEffect(() => {
    if (target === null) return;
    useOpenTargets.setState({ file: null });
    latest.current(target);
  }, [target]);
}
