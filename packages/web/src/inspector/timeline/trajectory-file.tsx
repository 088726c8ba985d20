import { useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { trajectoryUrl, useReplayTrajectory } from '../../api/trajectory.ts';
import { failureWords } from '../../api/api-failure.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu } from '../../design/menu.tsx';

/** Keeps the log as a file, and carries such a file out again. */
export function TrajectoryFile({ conversationId }: { conversationId: string }): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const download = useRef<HTMLAnchorElement>(null);
  const navigate = useNavigate();
  const replay = useReplayTrajectory();
  const onChosen = (file: File | undefined): void => {
    if (file === undefined) return;
    replay.mutate(file, {
      onSuccess: (id) => void navigate(`/conversations/${id}`),
      onError: (failure) => {
        const { message, remedy } = failureWords(failure);
        const detail = `${message}. ${remedy || 'Choose a file that was downloaded as a trajectory.'}`;
        showToast({ tone: 'failure', title: `${file.name} was not replayed`, detail });
      },
    });
  };
  return (
    <>
      <Menu
        align="end"
        groups={[
          {
            items: [
              {
                label: 'Download the trajectory',
                icon: 'download',
                disabled: conversationId === '',
                onSelect: () => download.current?.click(),
              },
              {
                label: 'Replay a trajectory in a new conversation…',
                icon: 'restart',
                onSelect: () => chooser.current?.click(),
              },
            ],
          },
        ]}
      >
        <IconButton icon="more" label="Trajectory" size="small" aria-busy={replay.isPending || undefined} />
      </Menu>
      <a ref={download} hidden href={trajectoryUrl(conversationId)} download={`${conversationId}.json`}>
        Download the trajectory
      </a>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label="Trajectory to replay"
        onChange={(event) => {
          onChosen(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}
