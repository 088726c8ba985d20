import type { ReactNode } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ModelTest, ModelTestResult } from '../../api/models.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { latencyText } from './latency-text.ts';

export interface ModelTestPartProps {
  test: UseMutationResult<ModelTestResult, Error, ModelTest>;
  /** What is tried; null while there is no model to try. */
  asked: ModelTest | null;
}

/** Asks the model for a word, and says what came of it. */
export function ModelTestPart({ test, asked }: ModelTestPartProps): ReactNode {
  const { data, error, isPending, mutate } = test;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          busy={isPending}
          disabled={asked === null}
          onClick={() => {
            if (asked !== null) mutate(asked);
          }}
        >
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
