import type { ReactNode } from 'react';
import type { ModelTestResult } from '../../api/models.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { latencyText } from './latency-text.ts';

export interface ModelTestPartProps {
  test: {
    isPending: boolean;
    /** Undefined before there was one. */
    data: ModelTestResult | undefined;
    /** Why none could be made. */
    error: Error | null;
  };
  /** Whether there is a model to try. */
  canTest: boolean;
  onTest: () => void;
}

/** Asks the model for a word, and says what came of it. */
export function ModelTestPart({
  test: { data, error, isPending },
  canTest,
  onTest,
}: ModelTestPartProps): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={isPending} disabled={!canTest} onClick={onTest}>
          {isPending ? 'Testing' : 'Test'}
        </Button>
        <p role="status" className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
          {isPending && 'Waiting for its first answer'}
          {!isPending && data?.ok === true && (
            <>
              <Icon name="success" size={14} className="shrink-0 text-green-text" />
              <span className="[overflow-wrap:anywhere]">
                {`${data.model} answered in ${latencyText(data.latency_ms)}`}
              </span>
            </>
          )}
          {!isPending &&
            data === undefined &&
            error === null &&
            'Asks the model for one word; it costs next to nothing.'}
        </p>
      </div>
      {!isPending && data?.ok === false && (
        <ErrorNote title={`${data.model} does not answer: ${data.message}`} remedy={data.remedy} />
      )}
      {!isPending && error !== null && <ErrorNote title="The test could not be made" failure={error} />}
    </div>
  );
}
