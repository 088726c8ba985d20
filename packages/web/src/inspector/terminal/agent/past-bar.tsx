import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { Icon } from '../../../design/icon.tsx';
import { useConversationLive, useLive } from '../../../live/index.ts';
import { clockText } from '../../timeline/clock-text.ts';

/** Says that what is shown is the past, and leads back to now. Nothing while now is shown. */
export function PastBar(): ReactNode {
  const live = useConversationLive();
  const isPast = useLive((state) => state.moment !== null);
  const at = useLive((state) => state.shown.lastAt);
  if (!isPast) return null;
  return (
    <div
      role="status"
      className="flex h-8 shrink-0 items-center gap-2 border-b border-hairline bg-amber-soft px-3 text-sm text-amber-text"
    >
      <Icon name="clock" size={14} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate tabular-nums">
        As it was{at === null ? '' : ` at ${clockText(at, { seconds: true })}`}
      </span>
      <Button size="small" onClick={() => live.show(null)}>
        Now
      </Button>
    </div>
  );
}
