import { memo, useMemo, type ReactNode } from 'react';
import { visibleText } from '../screen/index.ts';
import { classNames } from './class-names.ts';
import type { LineTokens } from './highlighting/highlighted.ts';
import { languageNamed, languageOfPath } from './highlighting/languages.ts';
import { tokenClass } from './highlighting/token-kind.ts';
import { useHighlight } from './highlighting/use-highlight.ts';

export interface CodeProps {
  text: string;
  /** As in markdown: `python`, `ts`, `bash`. Others, and none, stay plain. */
  language?: string | undefined;
  /** In place of a language: the file that it is. */
  path?: string | undefined;
  /** The number of the first line; without it the lines have no numbers. */
  startLine?: number | undefined;
  /** Long lines go on below; default they can be scrolled to. */
  wrap?: boolean;
  className?: string;
}

/**
 * Code, its parts told apart by colour as soon as that is worked out. Characters that cannot be seen or that reorder others
 * stand as their number. Without a frame: give it one by `className`.
 */
export const Code = memo(function Code({
  text,
  language,
  path,
  startLine,
  wrap = false,
  className,
}: CodeProps): ReactNode {
  const shown = useMemo(() => visibleText(text).replace(/\n$/, ''), [text]);
  const known = language !== undefined ? languageNamed(language) : languageOfPath(path ?? '');
  const tokens = useHighlight(shown, known);
  const lines = useMemo(() => shown.split('\n'), [shown]);
  return (
    <pre
      // What can be scrolled can be reached by keyboard.
      tabIndex={wrap ? undefined : 0}
      className={classNames(
        'font-mono text-code',
        wrap ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'overflow-x-auto',
        className,
      )}
    >
      <code className={wrap ? 'block' : 'block w-max min-w-full'}>
        {lines.map((line, index) => (
          <span key={index} className={startLine === undefined ? 'block min-h-5' : 'flex min-h-5'}>
            {startLine !== undefined && (
              <LineNumber number={startLine + index} last={startLine + lines.length} />
            )}
            {startLine === undefined ? (
              <LineText line={line} tokens={tokens?.[index]} />
            ) : (
              <span className="min-w-0 flex-1">
                <LineText line={line} tokens={tokens?.[index]} />
              </span>
            )}
          </span>
        ))}
      </code>
    </pre>
  );
});

/** No part of what is copied. */
function LineNumber({ number, last }: { number: number; last: number }): ReactNode {
  return (
    <span
      aria-hidden
      style={{ width: `${String(last).length + 1}ch` }}
      data-line={number}
      className="mr-3 shrink-0 text-right text-faint tabular-nums select-none before:content-[attr(data-line)]"
    />
  );
}

/** A line in the colours of its tokens; plain where there are none. */
function LineText({ line, tokens }: { line: string; tokens: LineTokens | undefined }): ReactNode {
  if (tokens === undefined || tokens.length === 0) return line;
  const parts: ReactNode[] = [];
  let at = 0;
  for (let index = 0; index + 1 < tokens.length; index += 2) {
    const end = at + (tokens[index] ?? 0);
    const text = line.slice(at, end);
    const name = tokenClass(tokens[index + 1] ?? 0);
    parts.push(
      name === undefined ? (
        text
      ) : (
        <span key={at} className={name}>
          {text}
        </span>
      ),
    );
    at = end;
  }
  // Whatever was not told apart is shown all the same.
  parts.push(line.slice(at));
  return parts;
}
