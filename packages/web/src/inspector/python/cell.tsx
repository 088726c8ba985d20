import { memo, type ReactNode } from 'react';
import { AnsiText } from '../../design/ansi-text.tsx';
import { Badge } from '../../design/badge.tsx';
import { classNames } from '../../design/class-names.ts';
import { Code } from '../../design/code.tsx';
import { useLiveOutput } from '../../live/live-context.ts';
import {
  durationText,
  secondsBetween,
  visibleText,
  type CellEntry,
  type Progress,
} from '../../screen/index.ts';
import { ownPicture } from '../browser/visits.ts';
import { clockText } from '../timeline/clock-text.ts';

const STATES: Readonly<
  Record<Exclude<Progress, 'done'>, { text: string; tone: 'blue' | 'red' | 'amber' | 'neutral' }>
> = {
  running: { text: 'running', tone: 'blue' },
  waiting: { text: 'asks first', tone: 'amber' },
  failed: { text: 'failed', tone: 'red' },
  rejected: { text: 'rejected', tone: 'neutral' },
  interrupted: { text: 'broken off', tone: 'neutral' },
};

/** One cell: its code, what it wrote, and what it drew. */
export const Cell = memo(function Cell({
  entry,
  number,
}: {
  entry: CellEntry;
  number: number | null;
}): ReactNode {
  const { code, progress, startedAt, endedAt, imageUrls, error, actionId } = entry;
  const live = useLiveOutput(actionId);
  const output = entry.output === '' && progress === 'running' ? live : entry.output;
  const seconds = secondsBetween(startedAt, endedAt);
  const name = number === null ? 'Cell that has not run' : `Cell ${number}`;
  const pictures = imageUrls.map(ownPicture).filter((url) => url !== null);
  return (
    <li
      aria-label={name}
      className={classNames(
        'border-l-2 pl-3 [contain-intrinsic-size:auto_160px] [content-visibility:auto]',
        progress === 'running'
          ? 'border-blue'
          : progress === 'failed'
            ? 'border-red'
            : progress === 'waiting'
              ? 'border-amber'
              : 'border-hairline',
      )}
    >
      <div className="mb-1 flex h-5 items-center gap-2 text-xs text-faint tabular-nums">
        <span className="font-mono">[{number ?? ' '}]</span>
        {progress !== 'done' && <Badge tone={STATES[progress].tone}>{STATES[progress].text}</Badge>}
        <span className="flex-1" />
        {seconds !== null && <span>{durationText(seconds)}</span>}
        <span>{clockText(entry.at)}</span>
      </div>
      <Code text={code} language="python" className="rounded-md bg-sunken px-3 py-2" />
      {output !== '' && (
        <div
          className={classNames(
            'mt-1 max-h-80 overflow-auto px-3 py-1',
            progress === 'failed' && 'rounded-md bg-red-soft',
          )}
          tabIndex={0}
          role="group"
          aria-label={`Output of ${name.toLowerCase()}`}
        >
          <AnsiText text={output} className="w-max min-w-full whitespace-pre!" />
        </div>
      )}
      {error !== '' && error !== output && (
        <p className="mt-1 px-3 py-1 text-sm [overflow-wrap:anywhere] text-red-text">{visibleText(error)}</p>
      )}
      {pictures.map((url, index) => (
        <img
          key={index}
          src={url}
          alt={`Picture ${index + 1} of ${name.toLowerCase()}`}
          // Charts are drawn for white paper, whatever the theme.
          style={{ background: 'white' }}
          className="mt-2 max-w-full rounded-sm border border-hairline"
        />
      ))}
      {pictures.length < imageUrls.length && (
        <p className="mt-1 px-3 text-xs text-muted">A picture from elsewhere is not shown.</p>
      )}
    </li>
  );
});
