import { memo, type ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { LineTokens } from '../highlighting/highlighted.ts';
import { tokenClass } from '../highlighting/token-kind.ts';
import { NO_BREAK } from './diff-block.ts';
import type { DiffLine as Line } from './diff-row.ts';
import { lineParts } from './line-parts.ts';

/** Characters; of longer lines only the beginning is drawn. */
const LONGEST = 2_000;

const SIDES = {
  same: { sign: ' ', row: '', mark: '' },
  removed: { sign: '−', row: 'bg-red/10', mark: 'bg-red/25' },
  added: { sign: '+', row: 'bg-green/10', mark: 'bg-green/25' },
};

export interface DiffLineProps {
  /** Null where the other side has a line and this one has none. */
  line: Line | null;
  tokens: LineTokens | undefined;
  /** Which numbers stand before it. */
  numbers: 'both' | 'before' | 'after';
  /** Characters of the longest number. */
  digits: number;
}

/** One line of a diff, 20 pixels high. */
export const DiffLine = memo(function DiffLine({ line, tokens, numbers, digits }: DiffLineProps): ReactNode {
  if (line === null) return <div className="h-5 min-w-full bg-hover" />;
  const { sign, row, mark } = SIDES[line.side];
  return (
    <div className={classNames('flex h-5 min-w-full', row)} data-side={line.side}>
      {numbers !== 'after' && <Number number={line.before} digits={digits} />}
      {numbers !== 'before' && <Number number={line.after} digits={digits} />}
      <span
        className={classNames(
          'w-5 shrink-0 text-center select-none',
          line.side === 'added' && 'text-green-text',
          line.side === 'removed' && 'text-red-text',
        )}
      >
        {sign}
      </span>
      <span className="pr-4">
        <LineContent line={line} tokens={tokens} mark={mark} />
      </span>
    </div>
  );
});

/** No part of what is copied. */
function Number({ number, digits }: { number: number | null; digits: number }): ReactNode {
  return (
    <span
      aria-hidden
      style={{ width: `${digits + 2}ch` }}
      data-line={number === null ? '' : number + 1}
      className="shrink-0 pr-[1ch] text-right text-faint tabular-nums select-none before:content-[attr(data-line)]"
    />
  );
}

function LineContent({
  line: { text: whole, marks, side },
  tokens,
  mark,
}: {
  line: Line;
  tokens: LineTokens | undefined;
  mark: string;
}): ReactNode {
  const hasBreak = !whole.endsWith(NO_BREAK);
  const body = hasBreak ? whole : whole.slice(0, -NO_BREAK.length);
  const isDos = body.endsWith('\r');
  const text = (isDos ? body.slice(0, -1) : body).slice(0, LONGEST);
  return (
    <>
      {lineParts(text, tokens, marks).map((part, index) => {
        // On the ground of a mark only the strongest text reaches its contrast.
        const className = part.marked ? `rounded-[2px] text-strong ${mark}` : (tokenClass(part.kind) ?? '');
        return className === '' ? (
          part.text
        ) : (
          <span key={index} className={className}>
            {part.text}
          </span>
        );
      })}
      {body.length - (isDos ? 1 : 0) > LONGEST && (
        <Aside text={`… ${(body.length - LONGEST).toLocaleString('en')} more characters`} />
      )}
      {isDos && side !== 'same' && <Aside text="CR" />}
      {!hasBreak && side !== 'same' && <Aside text="no line break at the end" />}
    </>
  );
}

const Aside = ({ text }: { text: string }): ReactNode => (
  <span className="ml-2 rounded-sm bg-hover px-1 font-sans text-xs text-muted select-none">{text}</span>
);
