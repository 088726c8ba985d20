import './find.css';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { TextInput } from '../../design/text-input.tsx';
import type { LogRow } from '../../screen/index.ts';
import type { LogViewStore } from '../view/log-view.ts';
import { rowElement } from '../view/use-log-keys.ts';
import { nextFound } from './find-rows.ts';
import { markFound } from './mark-found.ts';
import { useFind } from './use-find.ts';

export interface FindBarProps {
  rows: readonly LogRow[];
  view: LogViewStore;
  scroller: RefObject<HTMLElement | null>;
  reveal: (index: number, align: 'center') => void;
}

/** Finds a text in the log: the browser's own search sees only the rows that are drawn. */
export function FindBar(props: FindBarProps): ReactNode {
  const [open, setOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const find = (): void => {
    before.current = document.activeElement;
    setOpen(true);
  };
  const close = (found: HTMLElement | null): void => {
    const to = found ?? before.current;
    if (to instanceof HTMLElement) to.focus({ preventScroll: true });
    setOpen(false);
  };
  useCommand('find', find);
  useCommand('find.key', find);
  if (!open) return null;
  return <OpenFindBar {...props} onClose={close} />;
}

function OpenFindBar({
  rows,
  view,
  scroller,
  reveal,
  onClose,
}: FindBarProps & { onClose: (found: HTMLElement | null) => void }): ReactNode {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const found = useFind(rows, query.trim());
  useEffect(
    () => (scroller.current === null ? undefined : markFound(scroller.current, query.trim())),
    [scroller, query],
  );
  useCommand('find', () => input.current?.select());
  useCommand('find.key', () => input.current?.select());

  const go = (by: 1 | -1): void => {
    const next = nextFound(found.rows, at, by);
    const row = next === undefined ? undefined : rows[next];
    if (next === undefined || row === undefined) return;
    setAt(next);
    view.setState({ current: row.key, found: row.key });
    reveal(next, 'center');
  };
  const close = (): void => {
    view.setState({ found: null });
    const row = rows[at];
    onClose(row === undefined ? null : rowElement(scroller.current, row.key));
  };
  const place = found.rows.indexOf(at);
  return (
    <search
      data-find
      aria-label="Find in the log"
      className="absolute top-2 right-4 z-10 flex w-[min(22rem,calc(100%-2rem))] animate-appear items-center gap-1 rounded-md bg-float p-1.5 shadow-float"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter' && event.target === input.current) go(event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <TextInput
        ref={input}
        autoFocus
        type="search"
        aria-label="Text to find"
        placeholder="Find in the log"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(-1);
        }}
        className="h-7 [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className="shrink-0 px-1 text-xs text-muted tabular-nums">
        {query.trim() === ''
          ? ''
          : found.rows.length === 0
            ? found.complete
              ? 'None'
              : '…'
            : `${place < 0 ? '' : `${place + 1} of `}${found.rows.length}${found.complete ? '' : '+'}`}
      </span>
      <IconButton icon="up" label="Previous" keys="Shift+Enter" size="small" onClick={() => go(-1)} />
      <IconButton icon="down" label="Next" keys="Enter" size="small" onClick={() => go(1)} />
      <IconButton icon="close" label="Close" keys="Escape" size="small" onClick={close} />
    </search>
  );
}
