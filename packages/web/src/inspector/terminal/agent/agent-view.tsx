import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { EmptyState } from '../../../design/empty-state.tsx';
import { ErrorNote } from '../../../design/error-note.tsx';
import { SkeletonLines } from '../../../design/skeleton.tsx';
import { useLive, useLiveOutput, useShown } from '../../../live/index.ts';
import { terminalMoment } from '../../../screen/index.ts';
import type { TerminalScreen } from '../xterm/terminal-screen.ts';
import { useScreenPlace } from '../xterm/use-screen.ts';
import { useScreenReader } from '../screen-reader.ts';
import { AgentScreen } from './agent-screen.ts';
import { PastBar } from './past-bar.tsx';

/** The screen of the agent's shell, now or at the moment that is looked at. */
export function AgentView(): ReactNode {
  const entries = useShown((screen) => screen.entries);
  const moment = useMemo(() => terminalMoment({ entries }), [entries]);
  const last = moment.commands.at(-1);
  const output = useLiveOutput(last?.progress === 'running' ? last.actionId : -1);
  const terminal = useAgentScreen();
  useEffect(() => terminal?.go(moment, output), [terminal, moment, output]);
  const place = useScreenPlace(terminal?.screen ?? null);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PastBar />
      {moment.commands.length === 0 ? (
        <NoCommand />
      ) : (
        <section
          ref={place}
          aria-label="What the agent's shell shows"
          tabIndex={0}
          className="min-h-0 flex-1 overflow-hidden outline-offset-[-2px]"
          onKeyDown={(event) => terminal !== null && scrollByKey(terminal.screen, event)}
        />
      )}
    </div>
  );
}

function useAgentScreen(): AgentScreen | null {
  const { screenReader } = useScreenReader();
  const [terminal, setTerminal] = useState<AgentScreen | null>(null);
  useEffect(() => {
    const created = new AgentScreen({ screenReader: useScreenReader.getState().screenReader });
    setTerminal(created);
    return () => created[Symbol.dispose]();
  }, []);
  useEffect(() => terminal?.screen.setScreenReader(screenReader), [terminal, screenReader]);
  return terminal;
}

function NoCommand(): ReactNode {
  const isPast = useLive((state) => state.moment !== null);
  const caughtUp = useLive((state) => state.caughtUp);
  const failure = useLive((state) => (state.following === 'ended' ? state.failure : undefined));
  if (failure !== undefined && failure !== null) {
    return (
      <div className="p-3">
        <ErrorNote title="The history could not be loaded" failure={failure} />
      </div>
    );
  }
  if (!caughtUp) {
    return (
      <div className="p-4">
        <SkeletonLines lines={5} label="Loading the terminal" />
      </div>
    );
  }
  return (
    <EmptyState icon="terminal" title={isPast ? 'No command had run by then' : 'No command has run yet'}>
      What the agent runs in its shell appears here as it happens.
    </EmptyState>
  );
}

const PAGE_LINES = 20;

function scrollByKey(screen: TerminalScreen, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const lines = { ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE_LINES, PageDown: PAGE_LINES }[event.key];
  if (lines !== undefined) screen.scroll(lines);
  else if (event.key === 'Home') screen.scrollTo('top');
  else if (event.key === 'End') screen.scrollTo('bottom');
  else return;
  event.preventDefault();
}
