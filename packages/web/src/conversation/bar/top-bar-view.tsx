import type { ReactNode } from 'react';
import { PageBar } from '../../app/shell/page-bar.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { Menu, type MenuGroup } from '../../design/menu.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { StateDot } from '../../design/state-dot.tsx';
import { Tooltip } from '../../design/tooltip.tsx';
import type { Condition } from '../../screen/index.ts';
import { TitleField, type TitleFieldProps } from './title-field.tsx';

export interface TopBarViewProps extends Omit<TitleFieldProps, 'title'> {
  /** Null while it is not known. */
  title: string | null;
  condition: Condition;
  /** How the sandbox stands; empty for nothing to say. */
  runtime: string;
  /** What it cost; empty before the first answer. */
  cost: string;
  costDetail: string;
  /** Whether the page is cut off from the conversation for a moment. */
  reconnecting: boolean;
  menu: readonly MenuGroup[];
  onCost: () => void;
  inspector: { open: boolean; onToggle: () => void };
}

/** What conversation this is and how it stands. */
export function TopBarView(props: TopBarViewProps): ReactNode {
  const { title, condition, runtime, cost, costDetail, reconnecting, menu, onCost, inspector } = props;
  return (
    <PageBar
      actions={
        <>
          {cost !== '' && (
            <Tooltip text={`${costDetail}. Show what it cost.`}>
              <button
                type="button"
                aria-label={`Cost: ${costDetail}`}
                onClick={onCost}
                className="h-8 rounded-md px-2 text-sm text-muted tabular-nums transition-colors hover:bg-hover hover:text-strong max-sm:hidden"
              >
                {cost}
              </button>
            </Tooltip>
          )}
          {menu.length > 0 && (
            <Menu align="end" groups={menu}>
              <IconButton icon="more" label="More about this conversation" />
            </Menu>
          )}
          <IconButton
            icon="inspector"
            label={inspector.open ? 'Hide the inspector' : 'Show the inspector'}
            keys="Mod+I"
            pressed={inspector.open}
            onClick={inspector.onToggle}
          />
        </>
      }
    >
      {title === null ? <Skeleton className="h-3 w-48" /> : <TitleField {...props} title={title} />}
      {title !== null && (
        <span className="flex shrink-0 items-center gap-3">
          <StateDot condition={condition} withText className="max-[440px]:hidden" />
          <StateDot condition={condition} className="min-[441px]:hidden" />
          {reconnecting ? (
            <span className="flex animate-late items-center gap-1.5 text-xs text-amber-text">
              <Icon name="offline" size={14} className="shrink-0" />
              <span role="status" className="max-lg:sr-only">
                Reconnecting…; nothing is lost
              </span>
            </span>
          ) : (
            runtime !== '' && <span className="text-xs text-faint max-lg:hidden">{runtime}</span>
          )}
        </span>
      )}
    </PageBar>
  );
}
