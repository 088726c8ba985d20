import { memo, useMemo, type ReactNode } from 'react';
import { ansiLines, type AnsiLine } from './ansi/ansi-lines.ts';
import { ansiLook } from './ansi/ansi-look.ts';
import { classNames } from './class-names.ts';

export interface AnsiTextProps {
  /** Output of a program, with the sequences by which it sets colours. */
  text: string;
  className?: string;
}

/** What a program wrote, in its colours. Nothing of it is carried out. */
export const AnsiText = memo(function AnsiText({ text, className }: AnsiTextProps): ReactNode {
  const lines = useMemo(() => ansiLines(text), [text]);
  return (
    <pre
      className={classNames('font-mono text-code whitespace-pre-wrap [overflow-wrap:anywhere]', className)}
    >
      <AnsiLines lines={lines} />
    </pre>
  );
});

/** Lines that are parsed already, for a `pre`. */
export function AnsiLines({ lines }: { lines: readonly AnsiLine[] }): ReactNode {
  return lines.map((line, index) => (
    <span key={index} className="block min-h-5">
      {line.map(({ text, style }, piece) => {
        const look = ansiLook(style);
        if (look.className === undefined && look.style === undefined) return text;
        return (
          <span key={piece} className={look.className} style={look.style}>
            {text}
          </span>
        );
      })}
    </span>
  ));
}
