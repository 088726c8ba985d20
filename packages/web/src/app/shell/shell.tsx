import { Suspense, type ReactNode } from 'react';
import { Outlet, useLocation, useMatch } from 'react-router';
import { useConversations } from '../../api/conversations.ts';
import { Sheet } from '../../design/sheet.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { ConnectionBanner } from '../connection/connection-banner.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { ShortcutsHelp } from '../keyboard/shortcuts-help.tsx';
import { useConversationWatch } from '../notifications/watch-conversations.ts';
import { Palette } from '../palette/palette.tsx';
import { ToastRegion } from '../toasts/toast-region.tsx';
import { useRailColumn } from './columns.ts';
import { Rail } from './rail.tsx';
import { useShellCommands } from './shell-commands.ts';

/** What stands around every page: rail, banner, and what comes over them. */
export function Shell(): ReactNode {
  const { pathname } = useLocation();
  const openId = useMatch('/conversations/:id')?.params.id ?? null;
  const { data: conversations = NONE } = useConversations();
  useConversationWatch(conversations, openId);
  useShellCommands();
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        className="absolute top-1 left-1 z-50 -translate-y-20 rounded-md bg-float px-3 py-1.5 text-sm shadow-float focus-visible:translate-y-0"
      >
        To the page
      </a>
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        <RailColumn />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col bg-surface outline-none">
          <ErrorBoundary name="This page" resetKey={pathname}>
            <Suspense fallback={<PageOnItsWay />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <Palette />
      <ShortcutsHelp />
      <ToastRegion />
    </div>
  );
}

const NONE: readonly never[] = [];

function RailColumn(): ReactNode {
  const { open, asSheet, setOpen } = useRailColumn();
  const rail = (
    <ErrorBoundary name="The list">
      <Rail />
    </ErrorBoundary>
  );
  if (asSheet) {
    return (
      <Sheet open={open} onOpenChange={setOpen} title="Conversations" side="left">
        {rail}
      </Sheet>
    );
  }
  return open && <div className="w-(--rail-width) shrink-0 border-r border-hairline">{rail}</div>;
}

function PageOnItsWay(): ReactNode {
  return (
    <div className="mx-auto w-full max-w-(--log-width) px-4 py-16">
      <SkeletonLines lines={5} />
    </div>
  );
}
