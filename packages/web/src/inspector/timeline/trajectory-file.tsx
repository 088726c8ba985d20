import { useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useReplayTrajectory } from '../../api/trajectory.ts';
import { failureWords } from '../../api/api-failure.ts';
import { commands } from '../../app/keyboard/command-registry.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu } from '../../design/menu.tsx';

/** Keeps the log as a file, and carries such a file out again in a new conversation. */
export function TrajectoryFile(): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const canExport = useSyncExternalStore(commands.subscribe, commands.possible).has('export');
  const navigate = useNavigate();
  const replay = useReplayTrajectory();
  const onChosen = (file: File | undefined): void => {
    if (file === undefined) return;
    replay.mutate(file, {
      onSuccess: (id) => void navigate(`/conversations/${id}`),
      onError: (failure) => {
        const { message, remedy } = failureWords(failure);
        const detail = `${message}. ${remedy || 'Choose a file that was exported from a conversation.'}`;
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
                label: 'Export the log',
                icon: 'download',
                disabled: !canExport,
                onSelect: () => void commands.run('export'),
              },
              {
                label: 'Replay an exported log…',
                icon: 'restart',
                onSelect: () => chooser.current?.click(),
              },
            ],
          },
        ]}
      >
        <IconButton
          icon="more"
          label="Export and replay"
          size="small"
          aria-busy={replay.isPending || undefined}
        />
      </Menu>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label="Log to replay"
        onChange={(event) => {
          onChosen(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}
