import { Fragment, useMemo, useRef, useState, type ReactNode, type RefObject, type UIEvent } from 'react';
import { DiffGap } from './diff/diff-gap.tsx';
import { DiffLine } from './diff/diff-line.tsx';
import type { DiffBlock } from './diff/diff-block.ts';
import {
  sideRows,
  unifiedRows,
  type DiffGap as Gap,
  type DiffLine as Line,
  type OpenedGaps,
} from './diff/diff-row.ts';
import { RowWindow, WINDOW_ROWS } from './diff/row-window.tsx';
import { languageOfPath } from './highlighting/languages.ts';
import { useHighlight } from './highlighting/use-highlight.ts';

export interface DiffViewProps {
  blocks: readonly DiffBlock[];
  /** Of which file: says the language, and is part of the name. */
  path: string;
  /** Both sides as a whole, to be coloured; null where they are not known. */
  texts: { before: string; after: string } | null;
  sideBySide?: boolean;
}

const LINE = 20;
const GAP = 28;
/** Larger gaps open in steps from both ends. */
const OPENED_AT_ONCE = 200;
const STEP = 50;

/**
 * What changed in a file. Rows of our own and not an editor for each file: forty files of 400 lines stand after a quarter
 * of the time that `@codemirror/merge` takes, need no editor to be loaded, and scroll as one page. Long ones are drawn as far as they are near what is seen. */
export function DiffView({ blocks, path, texts, sideBySide = false }: DiffViewProps): ReactNode {
  const [opened, setOpened] = useState<OpenedGaps>(new Map());
  const language = languageOfPath(path);
  const before = useHighlight(texts?.before ?? '', language);
  const after = useHighlight(texts?.after ?? '', language);
  const digits = useMemo(() => String(lastLine(blocks)).length, [blocks]);
  const onOpen = ({ id, hidden }: Gap): void => {
    const { top, bottom } = opened.get(id) ?? { top: 0, bottom: 0 };
    const more =
      hidden <= OPENED_AT_ONCE ? { top: top + hidden, bottom } : { top: top + STEP, bottom: bottom + STEP };
    setOpened(new Map(opened).set(id, more));
  };
  const line = (of: Line | null, numbers: 'both' | 'before' | 'after'): ReactNode => {
    const isOld = of?.side === 'removed' || numbers === 'before';
    const tokens = isOld ? before?.[of?.before ?? -1] : after?.[of?.after ?? -1];
    return <DiffLine line={of} tokens={tokens} numbers={numbers} digits={digits} />;
  };
  if (!sideBySide) return <Unified {...{ blocks, opened, path, line, onOpen }} />;
  return <SideBySide {...{ blocks, opened, path, line, onOpen }} />;
}

interface RowsProps {
  blocks: readonly DiffBlock[];
  opened: OpenedGaps;
  path: string;
  line: (of: Line | null, numbers: 'both' | 'before' | 'after') => ReactNode;
  onOpen: (gap: Gap) => void;
}

function Unified({ blocks, opened, path, line, onOpen }: RowsProps): ReactNode {
  const rows = useMemo(() => unifiedRows(blocks, opened), [blocks, opened]);
  return (
    <Scroller label={`Changes of ${path}`}>
      <Windows
        rows={rows}
        draw={(row) => (row.kind === 'gap' ? <DiffGap gap={row} onOpen={onOpen} /> : line(row, 'both'))}
      />
    </Scroller>
  );
}

function SideBySide({ blocks, opened, path, line, onOpen }: RowsProps): ReactNode {
  const rows = useMemo(() => sideRows(blocks, opened), [blocks, opened]);
  const left = useRef<HTMLElement>(null);
  const right = useRef<HTMLElement>(null);
  const follow = (from: RefObject<HTMLElement | null>, to: RefObject<HTMLElement | null>) => () => {
    if (from.current !== null && to.current !== null) to.current.scrollLeft = from.current.scrollLeft;
  };
  return (
    <div className="grid grid-cols-2 divide-x divide-hairline">
      <Scroller label={`${path} before`} place={left} onScroll={follow(left, right)}>
        <Windows
          rows={rows}
          draw={(row) =>
            row.kind === 'gap' ? <DiffGap gap={row} onOpen={onOpen} /> : line(row.left, 'before')
          }
        />
      </Scroller>
      <Scroller label={`${path} after`} place={right} onScroll={follow(right, left)}>
        <Windows
          rows={rows}
          draw={(row) =>
            row.kind === 'gap' ? <div className="h-7 min-w-full bg-sunken" /> : line(row.right, 'after')
          }
        />
      </Scroller>
    </div>
  );
}

function Scroller({
  label,
  place,
  onScroll,
  children,
}: {
  label: string;
  place?: RefObject<HTMLElement | null>;
  onScroll?: (event: UIEvent) => void;
  children: ReactNode;
}): ReactNode {
  return (
    <section
      ref={place}
      aria-label={label}
      // What can be scrolled can be reached by keyboard.
      tabIndex={0}
      onScroll={onScroll}
      className="overflow-x-auto font-mono text-code whitespace-pre [tab-size:4] focus-visible:-outline-offset-2"
    >
      <div className="w-max min-w-full">{children}</div>
    </section>
  );
}

function Windows<Row extends { kind: string }>({
  rows,
  draw,
}: {
  rows: readonly Row[];
  draw: (row: Row) => ReactNode;
}): ReactNode {
  return Array.from({ length: Math.ceil(rows.length / WINDOW_ROWS) }, (_, number) => {
    const part = rows.slice(number * WINDOW_ROWS, (number + 1) * WINDOW_ROWS);
    const height = part.reduce((sum, { kind }) => sum + (kind === 'gap' ? GAP : LINE), 0);
    return (
      <RowWindow key={number} height={height} atOnce={number === 0}>
        {() => part.map((row, index) => <Fragment key={index}>{draw(row)}</Fragment>)}
      </RowWindow>
    );
  });
}

function lastLine(blocks: readonly DiffBlock[]): number {
  const last = blocks.at(-1);
  if (last === undefined) return 1;
  const count =
    last.kind === 'same'
      ? last.lines.length
      : last.kind === 'unknown'
        ? last.count
        : Math.max(last.added.length, last.removed.length);
  return Math.max(last.before, last.after) + count;
}
