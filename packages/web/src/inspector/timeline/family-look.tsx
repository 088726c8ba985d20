import type { ReactNode } from 'react';
import type { Family } from './kind-family.ts';

/** Colours, as the text colour that shapes are filled with. */
export const FAMILY_COLORS: Readonly<Record<Family, string>> = {
  said: 'text-accent',
  thinking: 'text-violet',
  running: 'text-blue',
  reading: 'text-edge',
  editing: 'text-green',
  outside: 'text-amber',
  agents: 'text-violet',
  notes: 'text-muted',
  waiting: 'text-amber',
  ending: 'text-green',
  failed: 'text-red',
};

/** Families that have a pattern, so that nobody needs to tell their colours apart. */
const PATTERNS: Readonly<Partial<Record<Family, string>>> = {
  editing: 'M-1 5L5 -1M1 7L7 1',
  outside: 'M1.5 -1V7M4.5 -1V7',
  agents: 'M-1 1.5H7M-1 4.5H7',
  waiting: 'M0 3H2M3 3H5',
};

/** What is filled with a pattern has the colour under it. `scope` keeps the ids of several strips apart. */
export const fillOf = (family: Family, scope: string): string =>
  PATTERNS[family] === undefined ? 'currentColor' : `url(#${scope}-${family})`;

export function FamilyPatterns({ scope }: { scope: string }): ReactNode {
  return (
    <defs>
      {Object.entries(PATTERNS).map(([family, lines]) => (
        <pattern
          key={family}
          id={`${scope}-${family}`}
          width={family === 'waiting' ? 5 : 6}
          height={6}
          patternUnits="userSpaceOnUse"
          className={FAMILY_COLORS[family as Family]}
        >
          <rect width={6} height={6} fill="currentColor" />
          <path d={lines} className="stroke-surface" strokeWidth={1.25} fill="none" opacity={0.75} />
        </pattern>
      ))}
    </defs>
  );
}
