import type { ReactNode } from 'react';

/** The mark: a capstan seen from above, and the name. */
export function Brand({ withName = true }: { withName?: boolean }): ReactNode {
  return (
    <span className="inline-flex items-center gap-2 text-sm font-semibold tracking-[-0.01em] text-strong">
      <svg
        viewBox="0 0 20 20"
        width={20}
        height={20}
        aria-hidden
        fill="none"
        strokeLinecap="round"
        className="text-accent"
      >
        <g stroke="currentColor" strokeWidth="1.75">
          <circle cx="10" cy="10" r="3.1" />
          <path d="M10 1.6v5.3M10 13.1v5.3M1.6 10h5.3M13.1 10h5.3" />
          <path d="m4.1 4.1 3.7 3.7M12.2 12.2l3.7 3.7M4.1 15.9l3.7-3.7M12.2 7.8l3.7-3.7" opacity=".45" />
        </g>
      </svg>
      {withName ? 'Capstan' : <span className="sr-only">Capstan</span>}
    </span>
  );
}
