import type { ReactNode } from 'react';
import { oneLine } from '../../screen/index.ts';
import type { ChangedFile } from './changed-file.ts';
import { FileBody } from './file-body.tsx';
import { FileHeading } from './file-heading.tsx';
import type { LoadedDiff } from './loaded-diff.ts';

export interface ChangedFileSectionProps {
  id: string;
  file: ChangedFile;
  loaded: LoadedDiff;
  open: boolean;
  sideBySide: boolean;
  viewed: boolean;
  onToggle: () => void;
  onViewed: ((viewed: boolean) => void) | null;
  onRetry: () => void;
  onOpenFile: (() => void) | null;
}

/** A changed file: its heading, and the diff while it is open. */
export function ChangedFileSection(props: ChangedFileSectionProps): ReactNode {
  const { id, file, loaded, open, sideBySide, viewed, onToggle, onViewed, onRetry, onOpenFile } = props;
  return (
    <section data-change={file.path} aria-label={oneLine(file.path, 400)} className="scroll-mt-0">
      <FileHeading
        file={file}
        loaded={loaded}
        open={open}
        controls={id}
        viewed={viewed}
        onToggle={onToggle}
        onViewed={onViewed}
        onOpenFile={onOpenFile}
      />
      <div id={id} hidden={!open} className="border-b border-hairline">
        {open && (
          <FileBody
            file={file}
            loaded={loaded}
            sideBySide={sideBySide}
            onRetry={onRetry}
            onOpenFile={onOpenFile}
          />
        )}
      </div>
    </section>
  );
}
