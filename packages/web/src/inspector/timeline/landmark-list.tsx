import { memo, useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { Icon } from '../../design/icon.tsx';
import type { Tone } from '../../screen/index.ts';
import { clockText } from './clock-text.ts';
import type { Landmark } from './landmarks.ts';

export interface LandmarkListProps {
  landmarks: readonly Landmark[];
  /** Id of the event that is looked at; null for now. */
  moment: number | null;
  /** The same function as long as it does the same: rows that stay as they are are not drawn again. */
  onGo: (id: number) => void;
}

const TONES: Readonly<Record<Tone, string>> = {
  muted: 'text-muted',
  good: 'text-green-text',
  bad: 'text-red-text',
  warn: 'text-amber-text',
};

/** Places of the log to jump to. The last one before the moment is marked, and is kept in sight. */
export function LandmarkList({ landmarks, moment, onGo }: LandmarkListProps): ReactNode {
  const at = moment === null ? -1 : landmarks.findLastIndex(({ id }) => id <= moment);
  if (landmarks.length === 0) {
    return (
      <EmptyState title="Nothing to jump to">Messages, questions, failures and ends appear here.</EmptyState>
    );
  }
  return (
    <ol aria-label="Landmarks" className="py-1">
      {landmarks.map((landmark, index) => (
        <LandmarkRow
          key={landmark.key}
          landmark={landmark}
          isCurrent={index === at}
          isFuture={moment !== null && landmark.id > moment}
          onGo={onGo}
        />
      ))}
    </ol>
  );
}

interface LandmarkRowProps {
  landmark: Landmark;
  isCurrent: boolean;
  isFuture: boolean;
  onGo: (id: number) => void;
}

const LandmarkRow = memo(function LandmarkRow({
  landmark: { id, at, icon, verb, object, tone, nested },
  isCurrent,
  isFuture,
  onGo,
}: LandmarkRowProps): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={row} className="[contain-intrinsic-size:auto_28px] [content-visibility:auto]">
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onGo(id)}
        className={classNames(
          'flex h-7 w-full items-center gap-2 px-3 text-left text-sm transition-colors hover:bg-hover pointer-coarse:h-10',
          nested && 'pl-7',
          isCurrent && 'bg-selected',
        )}
      >
        <Icon
          name={icon}
          size={14}
          className={classNames('shrink-0', isFuture ? 'text-faint' : TONES[tone])}
        />
        <span className="min-w-0 flex-1 truncate">
          <span className={classNames('font-medium', isFuture ? 'text-faint' : 'text-strong')}>{verb}</span>{' '}
          <span className={isFuture ? 'text-faint' : 'text-muted'}>{object}</span>
        </span>
        <time dateTime={at} className="shrink-0 text-xs text-faint tabular-nums">
          {clockText(at)}
        </time>
      </button>
    </li>
  );
});
