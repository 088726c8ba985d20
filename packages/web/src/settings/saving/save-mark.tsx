import type { ReactNode } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icon.tsx';
import type { SaveState } from './save-state.ts';

/** Beside the name of a setting: whether the change is saved. */
export function SaveMark({ state }: { state: SaveState }): ReactNode {
  return (
    <span role="status" className="inline-flex items-center gap-1 text-xs text-muted">
      {state.kind === 'saving' && <span className="animate-late">Saving</span>}
      {state.kind === 'saved' && (
        <>
          <Icon name="approve" size={12} className="text-green-text" />
          Saved
        </>
      )}
    </span>
  );
}

/** Under a setting that could not be saved: why, and the way to try again. What was typed is still there. */
export function SaveFailure({ state }: { state: SaveState }): ReactNode {
  if (state.kind !== 'failed') return null;
  const { message, remedy } = failureWords(state.failure);
  return (
    <div
      role="alert"
      className="mt-1.5 flex items-start gap-2 text-xs text-red-text [overflow-wrap:anywhere]"
    >
      <p className="min-w-0 flex-1 pt-1">
        {`Not saved: ${message}.`}
        {remedy !== '' && <span className="text-muted"> {remedy}</span>}
      </p>
      <Button size="small" onClick={state.again}>
        Try again
      </Button>
    </div>
  );
}
