import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface MeterProps {
  /** What is measured. */
  label: string;
  value: number;
  max: number;
  /** In words, such as `$1.20 of $5.00`. */
  text: string;
  shape?: 'bar' | 'ring';
  className?: string;
}

/** From here on it is told by colour, and by the text. */
const HIGH = 0.75;
const FULL = 0.92;

/** How much of something there is: a bar, or a ring where there is little room. */
export function Meter({ label, value, max, text, shape = 'bar', className }: MeterProps): ReactNode {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  const color = share >= FULL ? 'text-red' : share >= HIGH ? 'text-amber' : 'text-accent';
  const described = {
    role: 'meter',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': max,
    'aria-valuenow': Math.min(value, max),
    'aria-valuetext': text,
  };
  if (shape === 'bar') {
    return (
      <div
        {...described}
        className={classNames('h-1 overflow-hidden rounded-full bg-pressed', color, className)}
      >
        <div
          className="h-full rounded-full bg-current transition-[width]"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    );
  }
  return (
    <svg
      {...described}
      viewBox="0 0 16 16"
      width={16}
      height={16}
      className={classNames('-rotate-90', color, className)}
    >
      <circle cx="8" cy="8" r="6" fill="none" strokeWidth="2.5" className="stroke-pressed" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        pathLength={100}
        strokeDasharray={`${share * 100} 100`}
      />
    </svg>
  );
}
