import { useSyncExternalStore, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../../app/keyboard/command-registry.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu } from '../../design/menu.tsx';

/** Keeps the log as a file, and leads to where such a file is looked at and replayed. */
export function TrajectoryMenu(): ReactNode {
  const navigate = useNavigate();
  const canExport = useSyncExternalStore(commands.subscribe, commands.possible).has('export');
  return (
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
              label: 'Open or replay an exported log',
              icon: 'restart',
              onSelect: () => void navigate('/view'),
            },
          ],
        },
      ]}
    >
      <IconButton icon="more" label="Export and replay" size="small" />
    </Menu>
  );
}
