import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { failureWords } from '../../api/api-failure.ts';
import { useCreateConversation } from '../../api/conversations.ts';
import { useInspectorColumn } from '../../app/shell/columns.ts';
import { PageBar } from '../../app/shell/page-bar.tsx';
import { showToast } from '../../app/toasts/toasts.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Tooltip } from '../../design/tooltip.tsx';
import { countText, oneLine } from '../../screen/index.ts';
import { useOpened } from './opened.ts';
import type { Trajectory } from './read-trajectory.ts';
import { replayText } from './replay-text.ts';

/** Which file is looked at, and what can be done with it. */
export function ViewBar({ trajectory }: { trajectory: Trajectory }): ReactNode {
  const { name, events, unread, hasTask } = trajectory;
  const close = useOpened((state) => state.close);
  const inspector = useInspectorColumn();
  const { replay, isPending } = useReplay(trajectory);
  return (
    <PageBar
      actions={
        <>
          {hasTask && (
            <Tooltip text="A new conversation gives the same answers again; commands really run">
              <Button size="small" icon="play" busy={isPending} onClick={replay}>
                Replay
              </Button>
            </Tooltip>
          )}
          <IconButton icon="close" label="Close the trajectory" onClick={close} />
          <IconButton
            icon="inspector"
            label={inspector.open ? 'Hide the inspector' : 'Show the inspector'}
            keys="Mod+I"
            pressed={inspector.open}
            onClick={() => inspector.setOpen(!inspector.open)}
          />
        </>
      }
    >
      <h1 className="min-w-0 truncate font-medium text-strong">{oneLine(name)}</h1>
      <Badge>Recorded</Badge>
      <span className="text-xs whitespace-nowrap text-muted max-md:hidden">
        {countText(events.length, 'event')}
        {unread > 0 && `, ${unread} of unknown kinds`}
      </span>
    </PageBar>
  );
}

function useReplay({ events }: Trajectory): { replay: () => void; isPending: boolean } {
  const navigate = useNavigate();
  const { mutate, isPending } = useCreateConversation();
  const replay = (): void =>
    mutate(
      { replay_json: replayText(events) },
      {
        onSuccess: (id) => void navigate(`/conversations/${id}`),
        onError(failure) {
          const { message, remedy } = failureWords(failure);
          showToast({ tone: 'failure', title: 'The replay did not begin', detail: `${message}. ${remedy}` });
        },
      },
    );
  return { replay, isPending };
}
