import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { KEYS } from '../../../api/keys.ts';
import { startConversation } from '../../../api/person-action.ts';
import { useTerminalState } from '../../../api/terminal.ts';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { ErrorNote } from '../../../design/error-note.tsx';
import { SkeletonLines } from '../../../design/skeleton.tsx';
import { OpenShellView } from './open-shell-view.tsx';
import { useShells } from './shells.ts';
import { useShellsOf } from './use-shells-of.ts';

/** The person's own shells in the sandbox of a conversation, or why there can be none. */
export function ShellView({ conversationId }: { conversationId: string }): ReactNode {
  const { shown } = useShellsOf(conversationId);
  const openShell = useShells((state) => state.open);
  const { data: state, error, refetch, isFetching } = useTerminalState(conversationId);
  if (shown !== undefined) return <OpenShellView key={shown.number} session={shown} />;
  if (error !== null) {
    return (
      <div className="p-3">
        <ErrorNote
          title="Whether a shell can be opened is not known"
          failure={error}
          action={
            <Button size="small" busy={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }
  if (state === undefined) {
    return (
      <div className="p-4">
        <SkeletonLines lines={4} label="Loading" />
      </div>
    );
  }
  if (!state.interactive) return <NotPermitted />;
  if (!state.running) return <NotRunning conversationId={conversationId} />;
  return (
    <EmptyState
      icon="terminal"
      title="A shell beside the agent"
      action={
        <Button kind="primary" icon="terminal" onClick={() => openShell(conversationId)}>
          Open a shell
        </Button>
      }
    >
      It runs in the same sandbox and folder. What you do in it is not part of the conversation.
    </EmptyState>
  );
}

export function NotPermitted(): ReactNode {
  return (
    <EmptyState icon="terminal" title="This server does not permit shells">
      Whoever runs it can permit them: set <code className="text-xs">terminal.interactive</code> to{' '}
      <code className="text-xs">&quot;on&quot;</code> in its configuration and start it again.
    </EmptyState>
  );
}

export function NotRunning({ conversationId }: { conversationId: string }): ReactNode {
  const queries = useQueryClient();
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const start = async (): Promise<void> => {
    setStarting(true);
    setFailure(undefined);
    try {
      await startConversation(conversationId);
      await queries.invalidateQueries({ queryKey: KEYS.workspace(conversationId) });
    } catch (error) {
      setFailure(error);
    } finally {
      setStarting(false);
    }
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {failure !== undefined && (
        <div className="p-3">
          <ErrorNote title="The conversation could not be started" failure={failure} />
        </div>
      )}
      <EmptyState
        icon="terminal"
        title="The conversation is not running"
        action={
          <Button kind="primary" icon="play" busy={starting} onClick={() => void start()}>
            Start it
          </Button>
        }
      >
        A shell needs its sandbox, which is there while the conversation runs.
      </EmptyState>
    </div>
  );
}
