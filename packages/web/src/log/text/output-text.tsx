import { memo, useMemo, useState, type ReactNode } from 'react';
import { AnsiLines } from '../../design/ansi-text.tsx';
import { ansiLines } from '../../design/ansi/ansi-lines.ts';
import { useLogAround } from '../view/log-view-context.ts';
import { FoldButton } from './fold-button.tsx';
import { foldOf, OPENED, type FoldLimits } from './folded-lines.ts';

const PRE = 'px-3 py-1.5 font-mono text-code whitespace-pre-wrap [overflow-wrap:anywhere]';

/** What a program wrote: its beginning and its end, and all of it where that is asked for. */
export const OutputText = memo(function OutputText({
  text,
  limits = OPENED,
}: {
  text: string;
  limits?: FoldLimits;
}): ReactNode {
  const { hold } = useLogAround();
  const [whole, setWhole] = useState(false);
  const lines = useMemo(() => ansiLines(text), [text]);
  const { head, hidden, tail } = foldOf(lines.length, whole ? { ...limits, most: Infinity } : limits);
  return (
    <div>
      <pre className={PRE}>
        <AnsiLines lines={lines.slice(0, head)} />
      </pre>
      {hidden > 0 && (
        <>
          <FoldButton
            lines={lines.length}
            onOpen={() => {
              hold();
              setWhole(true);
            }}
          />
          <pre className={PRE}>
            <AnsiLines lines={lines.slice(-tail)} />
          </pre>
        </>
      )}
    </div>
  );
});
