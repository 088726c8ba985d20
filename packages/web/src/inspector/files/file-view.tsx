import { useState, type ReactNode } from 'react';
import { ApiFailure } from '../../api/api-failure.ts';
import { fileAddress, useFileContent, useGitChanges } from '../../api/workspace/workspace.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { openChange, type FileTarget } from '../open-file.ts';
import { DownloadLink } from './download-link.tsx';
import { FileContentView, TextOnItsWay } from './file-content-view.tsx';
import { PathBar } from './path-bar.tsx';

export interface FileViewProps {
  conversationId: string;
  target: FileTarget;
  /** Back to the tree, where there is no room for both; else null. */
  onBack: (() => void) | null;
  onFolder: (folder: string) => void;
  onClose: () => void;
}

/** A file of the workspace, as it is now. */
export function FileView({ conversationId, target, onBack, onFolder, onClose }: FileViewProps): ReactNode {
  const { path } = target;
  const { data, error, isPending, refetch } = useFileContent(conversationId, path);
  const [searching, setSearching] = useState(false);
  const [wrap, setWrap] = useState(false);
  // As far as the changes were asked for: this alone is no reason to compare the workspace.
  const { data: changes } = useGitChanges(conversationId, false);
  const hasChanged = changes?.some((change) => change.path === path) === true;
  const isText = data?.kind === 'text';
  const address = fileAddress(conversationId, path);
  const isGone = error instanceof ApiFailure && error.status === 404;
  const close = (
    <Button size="small" onClick={onClose}>
      Close the file
    </Button>
  );
  return (
    <section aria-label="File" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-hairline px-2">
        {onBack !== null && <IconButton icon="back" label="All files" size="small" onClick={onBack} />}
        <PathBar path={path} onFolder={onFolder} />
        {isText && (
          <>
            <IconButton
              icon="search"
              label="Find in this file"
              keys="Mod+F"
              size="small"
              pressed={searching}
              onClick={() => setSearching(!searching)}
            />
            <IconButton
              icon="enter"
              label="Wrap long lines"
              size="small"
              pressed={wrap}
              onClick={() => setWrap(!wrap)}
            />
          </>
        )}
        {hasChanged && (
          <IconButton icon="diff" label="Show its changes" size="small" onClick={() => openChange(path)} />
        )}
        <DownloadLink address={address} label="Download the file" />
        {onBack === null && <IconButton icon="close" label="Close the file" size="small" onClick={onClose} />}
      </div>
      {isGone && data !== undefined && (
        <p
          role="status"
          className="flex shrink-0 items-center gap-2 border-b border-hairline bg-amber-soft px-3 py-1.5 text-xs text-amber-text"
        >
          <span className="min-w-0 flex-1">It is not there any more. This is what it held last.</span>
          {close}
        </p>
      )}
      {data !== undefined ? (
        <FileContentView
          key={path}
          content={data}
          target={target}
          wrap={wrap}
          searching={searching}
          onSearching={setSearching}
          download={<DownloadLink address={address} label="Download" withText />}
        />
      ) : isPending ? (
        <TextOnItsWay />
      ) : isGone ? (
        <EmptyState icon="file" title="There is no such file" action={close}>
          It was deleted or renamed, or never was in the workspace.
        </EmptyState>
      ) : (
        <div className="p-3">
          <ErrorNote
            title="The file could not be read"
            failure={error}
            action={
              <Button size="small" icon="refresh" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
    </section>
  );
}
