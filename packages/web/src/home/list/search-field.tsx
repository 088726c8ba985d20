import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { isToSearch } from '../../app/shell/to-search.ts';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Keys } from '../../design/kbd.tsx';
import { INPUT_FRAME } from '../../design/text-input.tsx';
import { useSettled } from '../use-settled.ts';
import type { ListView } from './list-view.ts';

export interface SearchFieldProps {
  view: ListView;
  onChange: (view: ListView) => void;
}

/** Finds by a part of the title. It has the focus when somebody came here to search. */
export function SearchField({ view, onChange }: SearchFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const { state } = useLocation();
  // Not on the way back: then J and K go on along the list.
  const comesToSearch = useNavigationType() === NavigationType.Push && isToSearch(state);
  useEffect(() => {
    if (comesToSearch) field.current?.focus();
  }, [comesToSearch]);
  const [typed, setTyped] = useState(view.query);
  const settled = useSettled(typed);
  // What is on its way to the address, oldest first: until it is there, the address says nothing new.
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const at = sent.current.lastIndexOf(view.query);
    sent.current.splice(0, at + 1);
    // It changed by itself, as by the way back or by “Show all”.
    if (at === -1) setTyped(view.query);
  }, [view.query]);
  useEffect(() => {
    if (settled !== typed || settled === (sent.current.at(-1) ?? view.query)) return;
    sent.current.push(settled);
    onChange({ ...view, query: settled });
  }, [settled, typed, view, onChange]);
  useCommand('search', () => {
    field.current?.focus();
    field.current?.select();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (typed === '') field.current?.blur();
    else setTyped('');
  };
  return (
    <div className="relative min-w-48 flex-1 max-sm:basis-full">
      <Icon name="search" size={14} className="absolute top-2.25 left-2.5 text-muted" />
      <input
        ref={field}
        type="search"
        aria-label="Search conversations"
        placeholder="Search titles"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className={classNames(
          INPUT_FRAME,
          'peer h-8 pr-9 pl-8 [&::-webkit-search-cancel-button]:appearance-none',
        )}
      />
      <span className="absolute top-0 right-2 flex h-8 items-center">
        {typed === '' ? (
          <span className="pointer-coarse:hidden">
            <Keys keys="/" />
          </span>
        ) : (
          <IconButton icon="close" size="small" label="Clear the search" onClick={() => setTyped('')} />
        )}
      </span>
    </div>
  );
}
