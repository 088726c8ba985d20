import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Keys } from './kbd.tsx';

export interface MenuItem {
  label: string;
  icon?: IconName;
  keys?: string;
  /** Set for one of several that can be chosen. */
  checked?: boolean;
  /** It takes something away. */
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** A line between groups, with a name if it has one. */
export interface MenuGroup {
  heading?: string;
  items: readonly MenuItem[];
}

export interface MenuProps {
  /** The button that opens it. */
  children: ReactNode;
  groups: readonly MenuGroup[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
}

export const FLOAT =
  'z-50 rounded-md bg-float text-sm text-body shadow-float data-[state=open]:animate-appear outline-none';

const ITEM =
  'flex h-7 items-center gap-2 rounded-sm px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:h-10';

/** Things to do, or to choose from. Arrow keys, the first letters, Enter and Escape work. */
export function Menu({ children, groups, align = 'start', side = 'bottom' }: MenuProps): ReactNode {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            FLOAT,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1',
          )}
        >
          {groups.map(({ heading, items }, index) => (
            <Radix.Group key={heading ?? index}>
              {index > 0 && <Radix.Separator className="mx-2 my-1 h-px bg-hairline" />}
              {heading !== undefined && (
                <Radix.Label className="px-2 pt-1 pb-0.5 text-xs text-faint">{heading}</Radix.Label>
              )}
              {items.map((item) => (
                <Item key={item.label} item={item} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ item }: { item: MenuItem }): ReactNode {
  const { label, icon, keys, checked, danger = false, disabled = false, onSelect } = item;
  const inside = (
    <>
      {icon !== undefined && <Icon name={icon} size={14} className={danger ? undefined : 'text-muted'} />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {checked === true && <Icon name="approve" size={14} className="text-accent-text" />}
      {keys !== undefined && <Keys keys={keys} />}
    </>
  );
  const className = classNames(ITEM, danger && 'text-red-text');
  return checked === undefined ? (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={className}>
      {inside}
    </Radix.Item>
  ) : (
    <Radix.CheckboxItem checked={checked} disabled={disabled} onSelect={onSelect} className={className}>
      {inside}
    </Radix.CheckboxItem>
  );
}
