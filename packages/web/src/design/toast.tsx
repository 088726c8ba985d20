import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { IconButton } from './icon-button.tsx';

export type ToastTone = 'info' | 'success' | 'warning' | 'failure';

export interface ToastProps {
  tone: ToastTone;
  title: string;
  /** What it means, and what to do. */
  detail?: string | undefined;
  action?: ReactNode;
  onClose: () => void;
}

const TONES: Readonly<Record<ToastTone, { icon: IconName; color: string }>> = {
  info: { icon: 'info', color: 'text-blue-text' },
  success: { icon: 'success', color: 'text-green-text' },
  warning: { icon: 'warning', color: 'text-amber-text' },
  failure: { icon: 'failure', color: 'text-red-text' },
};

/** Tells what came of something, beside the work. */
export function Toast({ tone, title, detail, action, onClose }: ToastProps): ReactNode {
  const { icon, color } = TONES[tone];
  return (
    <div className="flex w-full animate-rise items-start gap-2.5 rounded-md bg-float py-2.5 pr-2 pl-3 text-sm shadow-float">
      <Icon name={icon} className={classNames('mt-0.5 shrink-0', color)} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium text-strong">{title}</p>
        {detail !== undefined && detail !== '' && <p className="text-muted">{detail}</p>}
        {action !== undefined && <div className="mt-2">{action}</div>}
      </div>
      <IconButton icon="close" label="Dismiss" size="small" onClick={onClose} />
    </div>
  );
}
