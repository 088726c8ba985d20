import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';

export interface SetByOperatorProps {
  /** As `provider/model`; null where the operator has named none. */
  model: string | null;
  onDone?: () => void;
}

/** Stands where the model cannot be chosen. */
export function SetByOperator({ model, onDone }: SetByOperatorProps): ReactNode {
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-sm text-pretty">
        {model === null ? (
          'Who runs this server sets the model, and has set none yet. Ask them for one.'
        ) : (
          <>
            Who runs this server has set the model: <code className="text-code text-strong">{model}</code>. It
            cannot be changed here.
          </>
        )}
      </p>
      {onDone !== undefined && model !== null && (
        <Button kind="primary" onClick={onDone}>
          Continue
        </Button>
      )}
    </div>
  );
}
