import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useConversations } from '../../api/conversations.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Keys } from '../../design/kbd.tsx';
import { Popover } from '../../design/popover.tsx';
import { INPUT_FRAME } from '../../design/text-input.tsx';
import { oneLine } from '../../screen/index.ts';
import { Chip } from '../chip.tsx';
import { PickList } from '../pick-list.tsx';
import { useSettled } from '../use-settled.ts';
import { STATE_FILTERS, STATE_TEXTS, type ListView } from './list-view.ts';

export interface ListBarProps {
  view: ListView;
  onChange: (view: ListView) => void;
}

/** Search and filters of the whole list. */
export function ListBar({ view, onChange }: ListBarProps): ReactNode {
  return (
    <div className="mx-auto flex w-full max-w-300 flex-wrap items-center gap-x-3 gap-y-2 px-2 py-2.5 sm:px-4">
      <SearchField view={view} onChange={onChange} />
      <div
        role="group"
        aria-label="How they stand"
        className="-mx-2 flex min-w-0 items-center gap-0.5 overflow-x-auto px-2 scrollbar-none"
      >
        {STATE_FILTERS.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={view.state === state}
            onClick={() => onChange({ ...view, state })}
            className={classNames(
              'h-7 shrink-0 rounded-md px-2 text-sm text-muted transition-colors pointer-coarse:h-10',
              'hover:bg-hover hover:text-strong aria-pressed:bg-selected aria-pressed:font-medium aria-pressed:text-strong',
            )}
          >
            {STATE_TEXTS[state]}
          </button>
        ))}
      </div>
      <RepositoryFilter view={view} onChange={onChange} />
    </div>
  );
}

function SearchField({ view, onChange }: ListBarProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(view.query);
  const settled = useSettled(typed);
  const [known, setKnown] = useState(view.query);
  // The address changed by itself, as by the way back or by “Show all”.
  if (view.query !== known) {
    setKnown(view.query);
    setTyped(view.query);
  }
  useEffect(() => {
    if (settled !== typed || settled === view.query) return;
    setKnown(settled);
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

/** Repositories of the conversations that are known. Nothing where there are none. */
function RepositoryFilter({ view, onChange }: ListBarProps): ReactNode {
  const { data: conversations = [] } = useConversations();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const known = [
    ...new Set([view.repository, ...conversations.map((each) => each.selected_repository)]),
  ].filter((name) => name !== null);
  if (known.length === 0) return null;
  const text = view.repository === null ? 'All repositories' : oneLine(view.repository);
  const offered = known
    .filter((name) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .map((name) => ({ id: name, text: oneLine(name), icon: 'branch' as const }));
  const choose = (repository: string): void => {
    setOpen(false);
    setTyped('');
    onChange({ ...view, repository: repository === '' ? null : repository });
  };
  return (
    <Popover
      label="Repository"
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={<Chip icon="branch" text={text} aria-label={`Repository: ${text}`} />}
      className="p-2"
    >
      <PickList
        label="Repositories"
        placeholder="Search repositories"
        typed={typed}
        onType={setTyped}
        options={typed.trim() === '' ? [{ id: '', text: 'All repositories' }, ...offered] : offered}
        chosen={view.repository ?? ''}
        onPick={choose}
        empty="No repository is called that."
      />
    </Popover>
  );
}
