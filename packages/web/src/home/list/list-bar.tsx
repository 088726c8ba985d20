import { useState, type ReactNode } from 'react';
import { useConversations } from '../../api/conversations.ts';
import { classNames } from '../../design/class-names.ts';
import { Popover } from '../../design/popover.tsx';
import { oneLine } from '../../screen/index.ts';
import { Chip } from '../chip.tsx';
import { PickList } from '../pick-list.tsx';
import { STATE_FILTERS, STATE_TEXTS, type ListView } from './list-view.ts';
import { SearchField } from './search-field.tsx';

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
