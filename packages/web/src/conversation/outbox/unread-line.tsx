import type { ReactNode } from 'react';
import { Icon } from '../../design/index.ts';
import { countText } from '../../screen/index.ts';

/** Messages that are in the log, and that the agent has not seen. */
export function UnreadLine({ count }: { count: number }): ReactNode {
  return (
    count > 0 && (
      <p className="flex items-center gap-1.5 px-1 text-xs text-muted">
        <Icon name="clock" size={12} className="shrink-0" />
        {countText(count, 'message')} not read yet: it reads {count === 1 ? 'it' : 'them'} at its next step.
      </p>
    )
  );
}
