import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icon.tsx';
import { useConversationLive, useLive } from '../../live/index.ts';
import { eventTime } from '../view/log-time.ts';

/** Says that the past is shown, and leads back. Nothing where it is not. */
export function PastMark(): ReactNode {
  const live = useConversationLive();
  const moment = useLive((state) => state.moment);
  const at = useLive(({ shown }) => shown.lastAt);
  if (moment === null) return null;
  return (
    <div role="status" className="shrink-0 border-b border-hairline bg-amber-soft">
      <div className="mx-auto flex h-9 w-full max-w-(--log-width) items-center gap-2 px-4 text-sm text-amber-text">
        <Icon name="clock" size={14} className="shrink-0" />
        <span className="min-w-0 flex-1 truncate tabular-nums">
          As it was at {at === null ? 'the beginning' : timeText(at)}, after event {moment}
        </span>
        <Button size="small" onClick={() => live.show(null)}>
          Now
        </Button>
      </div>
    </div>
  );
}

/** With seconds: one scrubs through them. */
function timeText(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return eventTime(at);
  return time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
