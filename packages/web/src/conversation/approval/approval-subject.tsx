import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Code } from '../../design/code.tsx';
import { Icon } from '../../design/icon.tsx';
import { visibleText, type ActionEntry, type EditEntry } from '../../screen/index.ts';

/** Exactly what is asked about. */
export function ApprovalSubject({ entry }: { entry: ActionEntry }): ReactNode {
  switch (entry.kind) {
    case 'command':
      return <Exact text={entry.command} language="bash" />;
    case 'cell':
      return <Exact text={entry.code} language="python" />;
    case 'read':
      return <Exact text={`${entry.path}${rangeText(entry.range)}`} />;
    case 'edit':
      return <EditSubject entry={entry} />;
    case 'browse':
      return <Exact text={entry.request} />;
    case 'tool':
      return (
        <>
          <Path text={entry.name} />
          <Exact text={JSON.stringify(entry.arguments, null, 2)} language="json" />
        </>
      );
    case 'delegate':
      return (
        <>
          <Path text={entry.agent} />
          <Exact text={entry.task} />
        </>
      );
  }
}

const rangeText = (range: readonly [number, number] | null): string =>
  range === null ? '' : `, lines ${range[0]} to ${range[1] === -1 ? 'the end' : range[1]}`;

function EditSubject({ entry: { path, before, after, diff } }: { entry: EditEntry }): ReactNode {
  const lines =
    diff === null
      ? [...linesOf(before).map((line) => `-${line}`), ...linesOf(after).map((line) => `+${line}`)]
      : linesOf(diff);
  return (
    <>
      <Path text={path} />
      {lines.length > 0 && (
        <Frame label="Change">
          {lines.map((line, index) => (
            <span
              key={index}
              className={classNames(
                'block min-h-5 px-2.5',
                line.startsWith('-') && 'bg-red-soft text-red-text',
                line.startsWith('+') && 'bg-green-soft text-green-text',
              )}
            >
              {visibleText(line)}
            </span>
          ))}
        </Frame>
      )}
    </>
  );
}

const linesOf = (text: string | null): string[] =>
  text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n');

function Path({ text }: { text: string }): ReactNode {
  return <p className="font-mono text-code [overflow-wrap:anywhere] text-strong">{visibleText(text)}</p>;
}

function Exact({ text, language }: { text: string; language?: string }): ReactNode {
  return (
    <>
      <Frame label="Exactly this">
        <Code text={text} language={language} wrap className="px-2.5" />
      </Frame>
      {visibleText(text) !== text.replaceAll('\r\n', '\n') && (
        <p className="flex items-start gap-1.5 text-xs text-amber-text">
          <Icon name="warning" size={14} className="mt-px shrink-0" />
          It has characters that cannot be seen, or that turn text around. They are shown as numbers.
        </p>
      )}
    </>
  );
}

/** Scrolls by keyboard as well, so that all of it can be read before it is answered. */
function Frame({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      className="max-h-[28dvh] overflow-auto rounded-sm bg-sunken py-1.5 font-mono text-code [overflow-wrap:anywhere] whitespace-pre-wrap text-strong"
    >
      {children}
    </div>
  );
}
