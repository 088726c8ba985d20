import { useRef, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { oneLine } from '../../screen/index.ts';

export interface DropPlaceProps {
  /** What is wrong with the file that was chosen last; null when nothing is. */
  problem: { name: string; failure: unknown } | null;
  /** Whether a file is held over the page. */
  dragged: boolean;
  onFile: (file: File) => void;
}

/** Asks for a trajectory, to be chosen or dropped anywhere on the page. */
export function DropPlace({ problem, dragged, onFile }: DropPlaceProps): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section
      aria-label="Open a trajectory"
      className={classNames(
        'flex flex-col items-center gap-1 rounded-lg border border-dashed px-6 py-12 text-center transition-colors',
        dragged ? 'border-ring bg-accent-soft' : 'border-hairline-strong',
      )}
    >
      <Icon name="timeline" size={20} className="mb-2 text-faint" />
      <h1 className="text-lg font-medium text-strong">Look at a recorded conversation</h1>
      <p className="max-w-100 text-sm text-pretty text-muted">
        Drop the file that an export of Capstan or OpenHands wrote. It is read in this browser; nothing runs,
        and nothing is sent to the server.
      </p>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".json,.jsonl,application/json"
        aria-label="Trajectory file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file may be chosen again once it was mended.
          event.target.value = '';
        }}
      />
      <Button kind="primary" className="mt-4" onClick={() => chooser.current?.click()}>
        Choose a file
      </Button>
      {problem !== null && (
        <div className="mt-4 w-full max-w-120 text-left">
          <ErrorNote
            title={`${oneLine(problem.name)} cannot be shown`}
            failure={problem.failure}
            remedy="Choose a file that was exported from a conversation."
          />
        </div>
      )}
    </section>
  );
}
