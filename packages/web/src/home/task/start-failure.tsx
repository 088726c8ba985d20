import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { startTrouble } from './start-remedy.ts';

export interface StartFailureProps {
  failure: Error;
  onRetry: () => void;
  onChooseWorkspace: () => void;
}

/** Why a conversation did not begin, with the button that helps. */
export function StartFailure({ failure, onRetry, onChooseWorkspace }: StartFailureProps): ReactNode {
  const navigate = useNavigate();
  const { title, remedy, advice } = startTrouble(failure);
  const mend = (): void => {
    if (remedy.kind === 'retry') onRetry();
    else if (remedy.kind === 'workspace') onChooseWorkspace();
    else void navigate(`/settings/${remedy.section}`);
  };
  return (
    <ErrorNote
      title={title}
      failure={failure}
      {...(advice === undefined ? {} : { remedy: advice })}
      action={
        <Button size="small" onClick={mend}>
          {remedy.label}
        </Button>
      }
    />
  );
}
