import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** What would fill it, in one sentence. */
  children?: ReactNode;
  /** A button that does that. */
  action?: ReactNode;
}

/** Stands where there is nothing, and says how something gets there. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps): ReactNode {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-1 px-6 py-8 text-center">
      {Icon !== undefined && <Icon aria-hidden size={20} strokeWidth={1.5} className="mb-2 text-faint" />}
      <p className="text-sm font-medium text-body">{title}</p>
      {children !== undefined && <p className="max-w-72 text-sm text-pretty text-muted">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
