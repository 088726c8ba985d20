import { useMemo, type ReactNode } from 'react';
import { AnsiText } from '../../design/ansi-text.tsx';
import { useLiveOutput } from '../../live/index.ts';
import { lastLines } from '../text/folded-lines.ts';

const LINES = 6;

/** The last six lines of what a running action writes. It grows to its height once and keeps it. */
export function LiveTail({ actionId }: { actionId: number }): ReactNode {
  const output = useLiveOutput(actionId);
  const tail = useMemo(() => lastLines(output, LINES), [output]);
  if (tail.trim() === '') return null;
  return (
    <div
      aria-label="Output so far"
      className="mb-2 ml-5.5 flex max-h-30 flex-col justify-end overflow-hidden border-l-2 border-blue/40 pl-3 max-sm:ml-0"
    >
      <AnsiText text={tail} className="text-muted" />
    </div>
  );
}
