import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What is lost. */
  description: string;
  /** The word on the button, such as `Delete`. */
  action: string;
  onConfirm: () => void;
}

/** Asks before something is taken away for good. What can be undone is not asked about. */
export function Confirm({
  open,
  onOpenChange,
  title,
  description,
  action,
  onConfirm,
}: ConfirmProps): ReactNode {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      className="w-[min(26rem,calc(100vw-1.5rem))]"
      footer={
        <>
          <Button autoFocus onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              onConfirm();
              onOpenChange(false);
            }}
          >
            {action}
          </Button>
        </>
      }
    />
  );
}
