import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Icon } from '../design/icon.tsx';
import { useConversationLive, useShown } from '../live/index.ts';

const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** Says that something is shown as it was, with the way back. */
export function PastNote({ children }: { children: ReactNode }): ReactNode {
  const live = useConversationLive();
  const at = useShown(({ lastAt }) => lastAt);
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b border-hairline bg-amber-soft px-3 py-1.5 text-xs"
    >
      <Icon name="clock" size={14} className="shrink-0 text-amber-text" />
      <p className="min-w-0 flex-1 text-body">
        <span className="font-medium text-amber-text">
          {at === null ? 'The past' : `As of ${TIME.format(new Date(at))}`}
        </span>{' '}
        {children}
      </p>
      <Button size="small" onClick={() => live.show(null)}>
        Back to now
      </Button>
    </div>
  );
}
