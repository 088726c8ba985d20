import { useId, type ReactNode } from 'react';

/** Stripes on a colour, so that a part can be told by its pattern as well. */
export function Stripes({ id, color }: { id: string; color: string }): ReactNode {
  return (
    <pattern id={id} width={4} height={4} patternUnits="userSpaceOnUse" className={color}>
      <rect width={4} height={4} fill="currentColor" />
      <path d="M-1 1L1 -1M0 4L4 0M3 5L5 3" className="stroke-surface" strokeWidth={1.2} opacity={0.7} />
    </pattern>
  );
}

export interface LegendEntry {
  label: string;
  /** Text colour. */
  color: string;
  striped?: boolean;
  line?: boolean;
}

/** What the colours and patterns of a chart mean. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }): ReactNode {
  const id = useId();
  return (
    <span className="flex flex-wrap gap-x-3 text-xs text-muted">
      {entries.map(({ label, color, striped = false, line = false }) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <svg aria-hidden width={10} height={10} className={color}>
            {striped && (
              <defs>
                <Stripes id={`${id}-${label}`} color={color} />
              </defs>
            )}
            <rect
              y={line ? 4 : 0}
              width={10}
              height={line ? 2 : 10}
              fill={striped ? `url(#${id}-${label})` : 'currentColor'}
            />
          </svg>
          {label}
        </span>
      ))}
    </span>
  );
}
