import { useState, type ReactNode } from 'react';
import { useWorkspaceFolders } from '../../api/workspace-folders.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { visibleText } from '../../screen/index.ts';
import { PickList } from '../pick-list.tsx';
import { useSettled } from '../use-settled.ts';
import { folderOptions, UP } from './folder-options.ts';
import type { WorkspaceChoice } from './workspace-choice.ts';

export interface FolderPickerProps {
  value: WorkspaceChoice;
  onChoose: (workspace: WorkspaceChoice) => void;
}

/** A way through the folders of the server's machine. What is typed narrows the list; a whole path goes there. */
export function FolderPicker({ value, onChoose }: FolderPickerProps): ReactNode {
  const [path, setPath] = useState(value.kind === 'folder' ? value.path : null);
  const [typed, setTyped] = useState('');
  const asPath = useSettled(typed.startsWith('/') ? typed : null);
  const { data, isPending, error, refetch } = useWorkspaceFolders(asPath ?? path);
  const here = data?.path ?? '';
  const go = (next: string | null): void => {
    setPath(next);
    setTyped('');
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="truncate px-1 font-mono text-xs text-muted" title={here}>
        {here === '' ? '…' : visibleText(here)}
      </p>
      <PickList
        label="Folders"
        placeholder="Narrow down, or type a path"
        typed={typed}
        onType={setTyped}
        options={data === undefined ? [] : folderOptions(data, typed)}
        onPick={(id) => go(id === UP ? (data?.parent ?? null) : id)}
        loading={isPending}
        empty={typed === '' ? 'There are no folders in here.' : 'No folder is called that.'}
        {...(error === null || data !== undefined
          ? {}
          : {
              failure: (
                <ErrorNote
                  title="The folder cannot be opened"
                  failure={error}
                  action={
                    <Button size="small" onClick={() => (path === null ? void refetch() : go(null))}>
                      {path === null ? 'Try again' : 'To the start'}
                    </Button>
                  }
                />
              ),
            })}
      />
      <div className="flex items-center justify-between gap-2 border-t border-hairline pt-2">
        <p className="text-xs text-pretty text-muted">The agent changes files in it directly.</p>
        <Button
          size="small"
          kind="primary"
          disabled={here === ''}
          onClick={() => onChoose({ kind: 'folder', path: here })}
        >
          Use this folder
        </Button>
      </div>
    </div>
  );
}
