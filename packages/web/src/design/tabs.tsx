import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Tooltip } from './tooltip.tsx';

export interface Tab {
  id: string;
  label: string;
  icon?: IconName;
  /** Key that opens it. */
  keys?: string;
  /** A number or a word about what is in it. */
  note?: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  /** Words are shown for the open tab only, where there is little room. */
  compact?: boolean;
  /** Stands behind the tabs. */
  extra?: ReactNode;
  /** What is in the open tab. */
  children: ReactNode;
}

/** Views of one thing, one at a time. Arrow keys move between them. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  compact = false,
  extra,
  children,
}: TabsProps): ReactNode {
  return (
    <Radix.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-(--top-bar-height) shrink-0 items-center border-b border-hairline pr-2 pl-2">
        <Radix.List
          aria-label={label}
          className="flex min-w-0 flex-1 items-center gap-0.5 overflow-x-auto scrollbar-none"
        >
          {tabs.map((tab) => (
            <TabTrigger key={tab.id} tab={tab} showsLabel={!compact || tab.id === value} />
          ))}
        </Radix.List>
        {extra}
      </div>
      <Radix.Content value={value} tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-auto">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}

function TabTrigger({ tab, showsLabel }: { tab: Tab; showsLabel: boolean }): ReactNode {
  const trigger = (
    <Radix.Trigger
      value={tab.id}
      aria-label={tab.label}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap text-muted transition-colors',
        'hover:bg-hover hover:text-strong aria-selected:bg-pressed aria-selected:font-medium aria-selected:text-strong',
      )}
    >
      {tab.icon !== undefined && <Icon name={tab.icon} size={14} />}
      {showsLabel && <span aria-hidden>{tab.label}</span>}
      {tab.note !== undefined && <span className="text-xs text-muted tabular-nums">{tab.note}</span>}
    </Radix.Trigger>
  );
  return showsLabel && tab.keys === undefined ? (
    trigger
  ) : (
    <Tooltip text={tab.label} keys={tab.keys}>
      {trigger}
    </Tooltip>
  );
}
