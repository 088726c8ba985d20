import type { ReactNode } from 'react';
import { conditionText, type Condition } from '../screen/index.ts';
import { classNames } from './class-names.ts';

export interface StateDotProps {
  condition: Condition;
  /** Whether the word stands beside it; else only assistive technology is told. */
  withText?: boolean;
  className?: string;
}

interface Look {
  color: string;
  text: string;
  shape: ReactNode;
  moves?: string;
}

/** A colour and a shape for each state, so that neither is needed alone. Drawn on 12 by 12. */
const LOOKS: Readonly<Record<Condition, Look>> = {
  starting: {
    color: 'text-blue',
    text: 'text-blue-text',
    shape: (
      <circle
        cx="6"
        cy="6"
        r="4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeDasharray="3.4 2.88"
      />
    ),
    moves: 'animate-turn',
  },
  working: {
    color: 'text-blue',
    text: 'text-blue-text',
    shape: <circle cx="6" cy="6" r="4" fill="currentColor" />,
    moves: 'animate-breathe',
  },
  'needs-you': {
    color: 'text-amber',
    text: 'text-amber-text',
    shape: <path d="M6 .9 11.1 6 6 11.1.9 6Z" fill="currentColor" />,
  },
  waiting: {
    color: 'text-faint',
    text: 'text-muted',
    shape: (
      <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round">
        <circle cx="6" cy="6" r="4.5" />
        <path d="M6 3.6V6l1.6 1" />
      </g>
    ),
  },
  paused: {
    color: 'text-faint',
    text: 'text-muted',
    shape: <path d="M2.75 2h2.25v8H2.75Zm4.25 0h2.25v8H7Z" fill="currentColor" />,
  },
  done: {
    color: 'text-green',
    text: 'text-green-text',
    shape: (
      <path
        d="m2 6.4 2.8 2.8L10.2 3.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    ),
  },
  failed: {
    color: 'text-red',
    text: 'text-red-text',
    shape: (
      <path
        d="m2.5 2.5 7 7m0-7-7 7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    ),
  },
  stopped: {
    color: 'text-faint',
    text: 'text-muted',
    shape: (
      <rect
        x="2.25"
        y="2.25"
        width="7.5"
        height="7.5"
        rx="1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
    ),
  },
};

/** How a conversation stands. The same dot everywhere. */
export function StateDot({ condition, withText = false, className }: StateDotProps): ReactNode {
  const { color, text, shape, moves } = LOOKS[condition];
  const picture = (
    <svg
      viewBox="0 0 12 12"
      width={12}
      height={12}
      className={classNames('shrink-0 origin-center', color, moves)}
      {...(withText ? { 'aria-hidden': true } : { role: 'img', 'aria-label': conditionText(condition) })}
    >
      {shape}
    </svg>
  );
  return (
    <span
      data-condition={condition}
      className={classNames(
        'inline-flex items-center gap-1.5',
        withText && `text-xs font-medium ${text}`,
        className,
      )}
    >
      {picture}
      {withText && conditionText(condition)}
    </span>
  );
}
