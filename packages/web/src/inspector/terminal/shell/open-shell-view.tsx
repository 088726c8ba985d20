import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Keys } from '../../../design/kbd.tsx';
import { SkeletonLines } from '../../../design/skeleton.tsx';
import { useScreenReader } from '../screen-reader.ts';
import { useScreenPlace } from '../xterm/use-screen.ts';
import { LEAVE_KEYS } from './shell-keys.ts';
import { ShellEndBar } from './shell-end-bar.tsx';
import type { ShellSession } from './shell-session.ts';

/** One shell: its terminal, and below it how it ended and the keys that lead out of it. */
export function OpenShellView({ session }: { session: ShellSession }): ReactNode {
  const { phase, end } = useStore(session.store);
  const { screenReader } = useScreenReader();
  const place = useScreenPlace(session.screen);
  const outside = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    session.onLeave = () => outside.current?.focus();
  }, [session]);
  useEffect(() => session.screen.setScreenReader(screenReader), [session, screenReader]);
  useEffect(() => {
    if (phase === 'open') session.screen.focus();
  }, [session, phase]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        <div ref={place} className="absolute inset-0 overflow-hidden" />
        {phase === 'connecting' && (
          <div className="pointer-events-none absolute inset-x-0 top-0 bg-surface p-4">
            <SkeletonLines lines={2} label="Opening the shell" />
          </div>
        )}
      </div>
      {end !== null && (
        <ShellEndBar conversationId={session.conversationId} end={end} onRestart={() => session.restart()} />
      )}
      <p
        ref={outside}
        tabIndex={-1}
        className="flex h-7 shrink-0 items-center gap-1.5 border-t border-hairline px-3 text-xs whitespace-nowrap text-muted outline-offset-[-2px] pointer-coarse:hidden"
      >
        <Keys keys={LEAVE_KEYS} /> leaves the terminal
      </p>
    </div>
  );
}
