import type { TerminalEnd } from '@capstan/client';
import { useState, type ReactNode } from 'react';
import { startConversation } from '../../../api/person-action.ts';
import { Button } from '../../../design/button.tsx';
import { ErrorNote } from '../../../design/error-note.tsx';
import { Icon } from '../../../design/icon.tsx';

export interface ShellEndBarProps {
  conversationId: string;
  end: TerminalEnd;
  onRestart: () => void;
}

/** How a shell ended, and the button for another one in its place. */
export function ShellEndBar({ conversationId, end, onRestart }: ShellEndBarProps): ReactNode {
  if (end.type === 'exit') {
    return (
      <div
        role="status"
        className="flex shrink-0 items-center gap-2 border-t border-hairline bg-raised px-3 py-1.5 text-sm"
      >
        <Icon name="stopped" size={14} className="shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate">{exitText(end.code)}</span>
        <Button size="small" icon="restart" onClick={onRestart}>
          Open again
        </Button>
      </div>
    );
  }
  if (end.type === 'error' && end.code === 'conversation_not_running') {
    return <NotRunningBar conversationId={conversationId} onStarted={onRestart} />;
  }
  return (
    <Note
      title={end.type === 'lost' ? 'The connection to the shell was lost' : end.message}
      remedy={end.type === 'lost' ? 'What ran in it has ended. Files are as they were left.' : remedyOf(end)}
      action={
        <Button size="small" icon="restart" onClick={onRestart}>
          {end.type === 'lost' ? 'Connect again' : 'Try again'}
        </Button>
      }
    />
  );
}

function NotRunningBar({
  conversationId,
  onStarted,
}: {
  conversationId: string;
  onStarted: () => void;
}): ReactNode {
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const start = async (): Promise<void> => {
    setStarting(true);
    try {
      await startConversation(conversationId);
      onStarted();
    } catch (error) {
      setFailure(error);
      setStarting(false);
    }
  };
  return (
    <Note
      title={
        failure === undefined ? 'The conversation is not running' : 'The conversation could not be started'
      }
      failure={failure}
      remedy={
        failure === undefined ? 'A shell ends with its sandbox. Files are as they were left.' : undefined
      }
      action={
        <Button size="small" icon="play" busy={starting} onClick={() => void start()}>
          Start it
        </Button>
      }
    />
  );
}

function Note(props: {
  title: string;
  failure?: unknown;
  remedy: string | undefined;
  action: ReactNode;
}): ReactNode {
  const { remedy, ...rest } = props;
  return (
    <div className="shrink-0 border-t border-hairline p-2">
      <ErrorNote {...rest} {...(remedy === undefined ? {} : { remedy })} />
    </div>
  );
}

const exitText = (code: number | null): string =>
  code === null ? 'The shell was ended' : `The shell has ended with exit code ${code}`;

/** Too many of them is nothing that waiting helps against. */
const remedyOf = ({ code, remedy }: Extract<TerminalEnd, { type: 'error' }>): string =>
  code === 'too_many_requests' ? '' : remedy;
