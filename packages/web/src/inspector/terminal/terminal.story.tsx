import { useEffect, useState, type ReactNode } from 'react';
import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { RecordedTab } from '../../stories/recorded-tab.tsx';
import { story } from '../../stories/story.ts';
import { AgentView } from './agent/agent-view.tsx';
import { OpenShellView } from './shell/open-shell-view.tsx';
import { ShellEndBar } from './shell/shell-end-bar.tsx';
import { ShellSession, type OpenShell } from './shell/shell-session.ts';
import { NotPermitted, NotRunning } from './shell/shell-view.tsx';

function Box({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="flex h-80 w-140 max-w-full flex-col rounded-md border border-hairline">{children}</div>
  );
}

const agent = <AgentView />;

const COLOURS = [
  '\u001b[31mred\u001b[0m \u001b[32mgreen\u001b[0m \u001b[33myellow\u001b[0m \u001b[34mblue\u001b[0m',
  '\u001b[35mmagenta\u001b[0m \u001b[36mcyan\u001b[0m \u001b[37mwhite\u001b[0m \u001b[90mfaint\u001b[0m',
  '\u001b[1mbold\u001b[0m \u001b[2mdim\u001b[0m \u001b[4munder\u001b[0m \u001b[41;37m on red \u001b[0m',
  '\u001b[38;2;255;200;0mmixed\u001b[0m \u001b[38;5;208mof 256\u001b[0m \u001b[7minverse\u001b[0m',
];

/** Says this, and nothing to whatever is typed. */
const saying =
  (...lines: readonly string[]): OpenShell =>
  ({ onOpen, onOutput }) => {
    void onOutput(new TextEncoder().encode(`${lines.join('\r\n')}\r\n$ `));
    onOpen?.();
    return { write: () => undefined, resize: () => undefined, close: () => undefined };
  };
const silent: OpenShell = () => ({
  write: () => undefined,
  resize: () => undefined,
  close: () => undefined,
});
const exited: OpenShell = (options) => {
  const opened = saying('$ exit 3', 'exit')(options);
  options.onEnd({ type: 'exit', code: 3 });
  return opened;
};

function Shell({ open }: { open: OpenShell }): ReactNode {
  const [session, setSession] = useState<ShellSession | null>(null);
  useEffect(() => {
    const made = new ShellSession({ conversationId: 'story', number: 1, open });
    setSession(made);
    return () => made[Symbol.dispose]();
  }, [open]);
  return <Box>{session !== null && <OpenShellView session={session} />}</Box>;
}

const greeting = saying(...COLOURS);

export const agentTerminal = story(
  'Terminal of the agent',
  {
    commands: () => <RecordedTab events={WRITTEN_LOGS.delegated}>{agent}</RecordedTab>,
    'in the past': () => (
      <RecordedTab events={WRITTEN_LOGS.delegated} moment={10}>
        {agent}
      </RecordedTab>
    ),
    hostile: () => <RecordedTab events={WRITTEN_LOGS.hostile}>{agent}</RecordedTab>,
    empty: () => <RecordedTab events={() => []}>{agent}</RecordedTab>,
    loading: () => (
      <RecordedTab events={() => []} state={{ caughtUp: false, following: 'connecting' }}>
        {agent}
      </RecordedTab>
    ),
    failed: () => (
      <RecordedTab events={() => []} state={{ failure: new Error('The server cannot be reached') }}>
        {agent}
      </RecordedTab>
    ),
  },
  { layout: 'wide' },
);

export const shellTerminal = story(
  'Shell of the person',
  {
    open: () => <Shell open={greeting} />,
    connecting: () => <Shell open={silent} />,
    exited: () => <Shell open={exited} />,
    lost: () => (
      <Box>
        <ShellEndBar conversationId="story" end={{ type: 'lost' }} onRestart={() => undefined} />
      </Box>
    ),
    refused: () => (
      <Box>
        <ShellEndBar
          conversationId="story"
          end={{
            type: 'error',
            code: 'too_many_requests',
            message: '4 shells are open in this workspace already. Close one of them first.',
            remedy: 'Wait a second, then try again.',
          }}
          onRestart={() => undefined}
        />
      </Box>
    ),
    stopped: () => (
      <Box>
        <ShellEndBar
          conversationId="story"
          end={{ type: 'error', code: 'conversation_not_running', message: '', remedy: '' }}
          onRestart={() => undefined}
        />
      </Box>
    ),
    'not permitted': () => (
      <Box>
        <NotPermitted />
      </Box>
    ),
    'not running': () => (
      <Box>
        <NotRunning conversationId="story" />
      </Box>
    ),
  },
  { layout: 'wide' },
);
