import type { ReactNode } from 'react';
import { Segmented } from '../../design/segmented.tsx';
import type { TabProps } from '../tab-props.ts';
import { AgentView } from './agent/agent-view.tsx';
import { ShellBar } from './shell/shell-bar.tsx';
import { ShellView } from './shell/shell-view.tsx';
import { TerminalMenu } from './terminal-menu.tsx';
import { useTerminalView } from './terminal-view.ts';

const VIEWS = [
  { value: 'agent', label: 'Agent' },
  { value: 'shell', label: 'Your shell' },
] as const;

/** The screen of the agent's shell, and shells of the person beside it. */
export function Terminal({ conversationId }: TabProps): ReactNode {
  const { view, setView } = useTerminalView();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-hairline pr-2 pl-3">
        <Segmented label="Whose terminal" size="small" value={view} options={VIEWS} onChange={setView} />
        <span className="flex-1" />
        {view === 'shell' && <ShellBar conversationId={conversationId} />}
        <TerminalMenu conversationId={conversationId} />
      </div>
      {view === 'agent' ? <AgentView /> : <ShellView conversationId={conversationId} />}
    </div>
  );
}
