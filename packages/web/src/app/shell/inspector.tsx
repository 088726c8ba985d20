import { Suspense, useMemo, type ReactNode } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { Resizer } from '../../design/resizer.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { tabsOf } from '../../inspector/tabs.ts';
import { ScrubKeys } from '../../inspector/timeline/scrub-keys.tsx';
import { useConversationLive } from '../../live/index.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { useCommand } from '../keyboard/use-command.ts';
import type { CommandId } from '../keyboard/key-map.ts';
import { useInspectorColumn } from './columns.ts';
import { INSPECTOR_WIDTH, useLayout } from './layout.ts';
import { useRoom } from './room.ts';

/** Below this, only the open tab shows its name. */
const COMPACT_WIDTH = 760;

/** What stands beside the log: a column whose width is remembered, or a sheet where there is no room for one. */
export function Inspector({ conversationId }: { conversationId: string }): ReactNode {
  const { open, asSheet, setOpen } = useInspectorColumn();
  const room = useRoom();
  const { inspectorWidth: width, change } = useLayout();
  useCommand('inspector', () => setOpen(!open));
  const content = (
    <InspectorTabs conversationId={conversationId} compact={asSheet || width < COMPACT_WIDTH} />
  );
  if (asSheet) {
    return (
      <Sheet open={open} onOpenChange={setOpen} title="Inspector" side={room === 1 ? 'bottom' : 'right'}>
        {content}
      </Sheet>
    );
  }
  if (!open) return null;
  return (
    <>
      <Resizer
        label="Width of the inspector"
        width={width}
        min={INSPECTOR_WIDTH.min}
        max={INSPECTOR_WIDTH.max}
        initial={INSPECTOR_WIDTH.initial}
        onChange={(inspectorWidth) => change({ inspectorWidth })}
      />
      <aside
        aria-label="Inspector"
        style={{ width }}
        className="flex max-w-[calc(100vw-var(--rail-width)-22rem)] min-w-0 shrink-0 flex-col bg-surface"
      >
        {content}
      </aside>
    </>
  );
}

function InspectorTabs({ conversationId, compact }: { conversationId: string; compact: boolean }): ReactNode {
  const { setOpen } = useInspectorColumn();
  const { inspectorTab, change } = useLayout();
  const shown = useMemo(() => tabsOf(conversationId), [conversationId]);
  const current = shown.find(({ id }) => id === inspectorTab) ?? shown[0];
  const tabs = useMemo(
    () => shown.map(({ id, label, icon, shortcut }) => ({ id, label, icon, keys: shortcut })),
    [shown],
  );
  if (current === undefined) return null;
  const { component: Current, label } = current;
  return (
    <Tabs
      label="Inspector"
      tabs={tabs}
      value={current.id}
      onChange={(id) => change({ inspectorTab: id })}
      compact={compact}
      extra={
        <IconButton
          icon="close"
          label="Close the inspector"
          keys="Mod+I"
          size="small"
          onClick={() => setOpen(false)}
        />
      }
    >
      <ErrorBoundary name={label} resetKey={`${conversationId}/${current.id}`}>
        <Suspense fallback={<TabOnItsWay />}>
          <Current conversationId={conversationId} />
        </Suspense>
      </ErrorBoundary>
    </Tabs>
  );
}

function TabOnItsWay(): ReactNode {
  return (
    <div className="p-4">
      <SkeletonLines lines={4} />
    </div>
  );
}

/** Opens the tabs of the inspector, and goes through the past, by keys, also while it is closed. */
export function InspectorKeys(): ReactNode {
  const { conversationId } = useConversationLive();
  return (
    <>
      {tabsOf(conversationId).map(({ id, shortcut }) => (
        <TabKey key={id} id={id} command={`tab.${shortcut}`} />
      ))}
      <ScrubKeys />
    </>
  );
}

function TabKey({ id, command }: { id: string; command: Extract<CommandId, `tab.${string}`> }): ReactNode {
  const { setOpen } = useInspectorColumn();
  const change = useLayout((state) => state.change);
  useCommand(command, () => {
    change({ inspectorTab: id });
    setOpen(true);
  });
  return null;
}
