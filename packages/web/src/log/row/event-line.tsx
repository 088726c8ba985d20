import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { durationText, secondsBetween, type EntryLine, type Tone } from '../../screen/index.ts';
import { eventTime, useLogTime } from '../view/log-time.ts';

export interface EventLineProps {
  line: EntryLine;
  at: string;
  open: boolean;
  /** Undefined where there is nothing behind it. */
  onToggle: (() => void) | undefined;
  /** Id of the detail. */
  controls?: string;
  failed?: boolean;
}

const TONES: Readonly<Record<Tone, string>> = {
  muted: 'text-muted',
  good: 'text-green-text',
  bad: 'text-red-text',
  warn: 'text-amber-text',
};

/** Icon, verb, object, result, duration: what happened, on one line that opens to the detail. */
export function EventLine({ line, at, open, onToggle, controls, failed = false }: EventLineProps): ReactNode {
  const { icon, verb, object, style, result, seconds, since } = line;
  const running = since !== null;
  const inside = (
    <>
      <Icon
        name={icon}
        size={14}
        className={classNames(
          'shrink-0',
          failed ? 'text-red-text' : running ? 'animate-breathe text-blue-text' : 'text-faint',
        )}
      />
      <span className={classNames('shrink-0', failed ? 'text-red-text' : 'text-body')}>{verb}</span>
      <LineObject text={object} style={style} />
      {result !== null && (
        <span className={classNames('max-w-1/2 shrink-0 truncate text-xs tabular-nums', TONES[result.tone])}>
          {result.text}
        </span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-2 text-xs text-faint tabular-nums">
        {since !== null ? (
          <Counting since={since} />
        ) : (
          seconds !== null && seconds >= 0.1 && durationText(seconds)
        )}
        <Chevron open={open} hidden={onToggle === undefined} />
      </span>
    </>
  );
  const className =
    'group/line -mx-1.5 flex h-7 w-[calc(100%+0.75rem)] items-center gap-2 rounded-md px-1.5 text-left text-sm';
  if (onToggle === undefined) return <div className={className}>{inside}</div>;
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      // Told when it is asked for: what writes times is slow, and logs are long.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = eventTime(at);
      }}
      onClick={onToggle}
      className={classNames(className, 'transition-colors hover:bg-hover pointer-coarse:h-10')}
    >
      {inside}
    </button>
  );
}

function Chevron({ open, hidden }: { open: boolean; hidden: boolean }): ReactNode {
  return (
    <svg
      aria-hidden
      viewBox="0 0 14 14"
      width={14}
      height={14}
      className={classNames(
        'fill-none stroke-current transition-transform',
        open ? 'rotate-90' : 'opacity-0 group-hover/line:opacity-100 group-focus-visible/line:opacity-100',
        hidden && 'invisible',
      )}
    >
      <path d="m5.25 10.5 3.5-3.5-3.5-3.5" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

function LineObject({ text, style }: Pick<EntryLine, 'style'> & { text: string }): ReactNode {
  if (text === '') return null;
  if (style === 'text') return <span className="min-w-0 truncate text-muted">{text}</span>;
  if (style === 'code') return <code className="min-w-0 truncate text-code text-muted">{text}</code>;
  // A path that is too long loses its folders before its name.
  const cut = text.lastIndexOf('/') + 1;
  return (
    <code className="flex min-w-0 text-code text-muted">
      <span className="min-w-0 truncate text-faint">{text.slice(0, cut)}</span>
      <span className="max-w-full shrink-0 truncate">{text.slice(cut)}</span>
    </code>
  );
}

function Counting({ since }: { since: string }): ReactNode {
  const now = useLogTime();
  const seconds = secondsBetween(since, new Date(now).toISOString());
  return seconds === null ? null : durationText(Math.floor(seconds)).replace('.0', '');
}
