import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { Brand } from '../../design/brand.tsx';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import type { IconName } from '../../design/icons.ts';
import { Keys } from '../../design/kbd.tsx';
import { commands } from '../keyboard/command-registry.ts';
import { useRailColumn } from './columns.ts';
import { RailList } from './rail-list.tsx';
import { TO_SEARCH } from './to-search.ts';

/** The conversations and the ways to everything else. */
export function Rail(): ReactNode {
  const { setOpen } = useRailColumn();
  return (
    <nav aria-label="Conversations" className="flex h-full min-h-0 w-full flex-col bg-canvas">
      <div className="flex h-(--top-bar-height) shrink-0 items-center justify-between pr-2 pl-3.5">
        <Link to="/" className="flex items-center rounded-md" aria-label="Capstan, start">
          <Brand />
        </Link>
        <IconButton icon="rail" label="Hide the list" keys="Mod+B" onClick={() => setOpen(false)} />
      </div>
      <div className="flex flex-col px-2 pb-2">
        <Way to="/" icon="add" text="New conversation" keys="N" />
        <Way to="/conversations" icon="search" text="Search" keys="/" state={TO_SEARCH} />
      </div>
      <RailList />
      <div className="flex items-center gap-1 border-t border-hairline p-2">
        <Way to="/settings" icon="settings" text="Settings" matches="/settings" />
        <IconButton
          icon="keyboard"
          label="Keyboard shortcuts"
          keys="?"
          onClick={() => commands.run('help')}
        />
      </div>
    </nav>
  );
}

interface WayProps {
  to: string;
  icon: IconName;
  text: string;
  keys?: string;
  /** Beginning of the addresses at which it is the current one; default `to` itself. */
  matches?: string;
  /** Goes along with the address. */
  state?: unknown;
}

function Way({ to, icon, text, keys, matches, state }: WayProps): ReactNode {
  return (
    <NavLink
      to={to}
      state={state}
      end={matches === undefined}
      className={({ isActive }) =>
        classNames(
          'group flex h-8 min-w-0 grow items-center gap-2.5 rounded-md px-2 text-sm transition-colors pointer-coarse:h-10',
          isActive ? 'bg-hover font-medium text-strong' : 'text-body hover:bg-hover',
        )
      }
    >
      <Icon name={icon} className="text-muted" />
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {keys !== undefined && (
        <span className="opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
          <Keys keys={keys} />
        </span>
      )}
    </NavLink>
  );
}
