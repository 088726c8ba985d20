import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** What would fill it, in one sentence. */
  children?: ReactNode;
  /** A button that does that. */
  action?: ReactNode;
}

/** Stands where there is nothing, and says how something gets there. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps): ReactNode {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-1 px-6 py-8 text-center">
      {icon !== undefined && <Icon name={icon} size={20} className="mb-2 text-faint" />}
      <p className="text-sm font-medium text-body">{title}</p>
      {children !== undefined && <p className="max-w-72 text-sm text-pretty text-muted">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
