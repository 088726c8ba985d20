import { useId, type ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { FamilyPatterns, FAMILY_COLORS, fillOf } from './family-look.tsx';
import { FAMILIES, FAMILY_LABELS, type Family } from './kind-family.ts';

const SHAPES: Readonly<Partial<Record<Family, string>>> = {
  said: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
  ending: 'M6 0l5 6l-5 6l-5 -6z',
  failed: 'M6 1l5.5 10h-11z',
  notes: 'M5 1h2v10h-2z',
  thinking: 'M0 4h12v5h-12z',
  reading: 'M0 6h12v6h-12z',
  waiting: 'M0 3h12v6h-12z',
};

export interface FamilyFilterProps {
  /** Families that the log has. */
  present: ReadonlySet<Family>;
  hidden: ReadonlySet<Family>;
  onChange: (hidden: ReadonlySet<Family>) => void;
}

/** What the colours and shapes mean; a click on one hides and shows it. */
export function FamilyFilter({ present, hidden, onChange }: FamilyFilterProps): ReactNode {
  const scope = useId();
  const toggle = (family: Family): void => {
    const next = new Set(hidden);
    if (!next.delete(family)) next.add(family);
    onChange(next);
  };
  return (
    <div role="group" aria-label="Shown on the timeline" className="flex flex-wrap gap-0.5">
      <svg aria-hidden width={0} height={0} className="absolute">
        <FamilyPatterns scope={scope} />
      </svg>
      {FAMILIES.filter((family) => present.has(family)).map((family) => {
        const shown = !hidden.has(family);
        return (
          <button
            key={family}
            type="button"
            aria-pressed={shown}
            onClick={() => toggle(family)}
            className={classNames(
              'inline-flex h-6 items-center gap-1.5 rounded-md px-1.5 text-xs transition-colors hover:bg-hover',
              shown ? 'text-body' : 'text-faint line-through',
            )}
          >
            <svg
              aria-hidden
              viewBox="0 0 12 12"
              width={12}
              height={12}
              className={shown ? FAMILY_COLORS[family] : 'text-edge opacity-50'}
            >
              <path
                d={SHAPES[family] ?? 'M0 0h12v12h-12z'}
                fill={shown ? fillOf(family, scope) : 'currentColor'}
              />
            </svg>
            {FAMILY_LABELS[family]}
          </button>
        );
      })}
    </div>
  );
}
