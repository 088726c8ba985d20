import { useEffect, useRef, type ReactNode } from 'react';
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
  const current = useRef<HTMLLIElement>(null);
  const at = moment === null ? -1 : landmarks.findLastIndex(({ id }) => id <= moment);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (landmarks.length === 0) {
    return (
      <EmptyState title="Nothing to jump to">Messages, questions, failures and ends appear here.</EmptyState>
    );
  }
  return (
    <ol aria-label="Landmarks" className="py-1">
      {landmarks.map((landmark, index) => {
        const { key, id, at: time, icon, verb, object, tone, nested } = landmark;
        const isFuture = moment !== null && id > moment;
        return (
          <li
            key={key}
            ref={index === at ? current : undefined}
            className="[contain-intrinsic-size:auto_28px] [content-visibility:auto]"
          >
            <button
              type="button"
              aria-current={index === at ? 'true' : undefined}
              onClick={() => onGo(id)}
              className={classNames(
                'flex h-7 w-full items-center gap-2 px-3 text-left text-sm transition-colors hover:bg-hover pointer-coarse:h-10',
                nested && 'pl-7',
                index === at && 'bg-selected',
              )}
            >
              <Icon
                name={icon}
                size={14}
                className={classNames('shrink-0', isFuture ? 'text-faint' : TONES[tone])}
              />
              <span className="min-w-0 flex-1 truncate">
                <span className={classNames('font-medium', isFuture ? 'text-faint' : 'text-strong')}>
                  {verb}
                </span>{' '}
                <span className={isFuture ? 'text-faint' : 'text-muted'}>{object}</span>
              </span>
              <time dateTime={time} className="shrink-0 text-xs text-faint tabular-nums">
                {clockText(time)}
              </time>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
