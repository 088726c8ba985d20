import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import type { LiveWords } from '../../live/index.ts';
import { visibleText } from '../../screen/index.ts';

/** That the model is asked again, and when. */
export function RetryNotice({ retry }: { retry: NonNullable<LiveWords['retry']> }): ReactNode {
  const { reason, attempt, maxAttempts, waitSeconds } = retry;
  const left = useCountdown(waitSeconds);
  return (
    <div role="status" className="my-1 flex items-start gap-2 rounded-md bg-amber-soft px-3 py-1.5 text-sm">
      <Icon name="clock" size={14} className="mt-0.5 shrink-0 text-amber-text" />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <span className="text-amber-text">The model did not answer: {visibleText(reason)}.</span>{' '}
        <span className="text-body tabular-nums">
          {left > 0 ? `It is asked again in ${left} s` : 'It is asked again now'} (attempt {attempt} of{' '}
          {maxAttempts}). Nothing is lost.
        </span>
      </p>
    </div>
  );
}

/** Whole seconds that are left, counted from when it was first drawn. */
function useCountdown(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1_000);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((end - now) / 1_000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  }, [left, now]);
  return left;
}
