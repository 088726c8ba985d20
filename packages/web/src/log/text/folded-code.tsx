import { memo, useMemo, useState, type ReactNode } from 'react';
import { Code } from '../../design/code.tsx';
import { useLogAround } from '../view/log-view-context.ts';
import { FoldButton } from './fold-button.tsx';
import { foldOf, OPENED } from './folded-lines.ts';

export interface FoldedCodeProps {
  text: string;
  language?: string | undefined;
  path?: string | undefined;
  /** The number of the first line; without it the lines have no numbers. */
  startLine?: number | undefined;
  wrap?: boolean;
}

/** Code of any length: its beginning and its end, and all of it where that is asked for. */
export const FoldedCode = memo(function FoldedCode({ text, startLine, ...rest }: FoldedCodeProps): ReactNode {
  const { hold } = useLogAround();
  const [whole, setWhole] = useState(false);
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text]);
  const { head, hidden, tail } = foldOf(lines.length, OPENED);
  const frame = 'px-3 py-1.5';
  if (whole || hidden === 0) return <Code {...rest} text={text} startLine={startLine} className={frame} />;
  return (
    <div>
      <Code {...rest} text={lines.slice(0, head).join('\n')} startLine={startLine} className={frame} />
      <FoldButton
        lines={lines.length}
        onOpen={() => {
          hold();
          setWhole(true);
        }}
      />
      <Code
        {...rest}
        text={lines.slice(-tail).join('\n')}
        startLine={startLine === undefined ? undefined : startLine + head + hidden}
        className={frame}
      />
    </div>
  );
});
