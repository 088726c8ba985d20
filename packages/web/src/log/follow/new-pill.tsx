import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';

/** Floats over the end of the log while somebody reads further up: says how much came, and leads there. */
export function NewPill({ count, onJump }: { count: number; onJump: () => void }): ReactNode {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        size="small"
        icon="newest"
        onClick={onJump}
        className="pointer-events-auto h-7 animate-appear rounded-full! border-0 bg-float px-3 shadow-float"
      >
        {count === 0 ? 'To the newest' : `${count.toLocaleString('en')} new`}
      </Button>
    </div>
  );
}
