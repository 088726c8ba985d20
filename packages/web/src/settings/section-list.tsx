import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { classNames } from '../design/class-names.ts';
import { Icon } from '../design/icon.tsx';
import { SETTINGS_SECTIONS } from './sections.ts';

/** The sections beside the one that is open. */
export function SectionSideList(): ReactNode {
  return (
    <nav
      aria-label="Sections of the settings"
      className="flex w-48 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-hairline p-2"
    >
      {SETTINGS_SECTIONS.map(({ id, title, icon }) => (
        <NavLink
          key={id}
          to={`/settings/${id}`}
          className={({ isActive }) =>
            classNames(
              'flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2 text-sm transition-colors',
              isActive ? 'bg-selected font-medium text-strong' : 'text-body hover:bg-hover',
            )
          }
        >
          <Icon name={icon} size={14} className="shrink-0 text-muted" />
          <span className="truncate">{title}</span>
        </NavLink>
      ))}
    </nav>
  );
}

/** All sections as a page, where there is room for one column. */
export function SectionIndex(): ReactNode {
  return (
    <nav aria-label="Sections of the settings" className="flex flex-col divide-y divide-hairline px-4">
      {SETTINGS_SECTIONS.map(({ id, title, icon, about }) => (
        <NavLink key={id} to={`/settings/${id}`} className="flex min-h-14 items-center gap-3 py-2">
          <Icon name={icon} className="shrink-0 text-muted" />
          <span className="min-w-0 flex-1">
            <span className="block text-base text-strong">{title}</span>
            <span className="block text-xs text-pretty text-muted">{about}</span>
          </span>
          <Icon name="right" size={14} className="shrink-0 text-faint" />
        </NavLink>
      ))}
    </nav>
  );
}
