import type { ReactNode } from 'react';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, type MenuGroup } from '../../design/menu.tsx';
import { useScreenReader } from './screen-reader.ts';
import { useShellsOf } from './shell/use-shells-of.ts';
import { useShells } from './shell/shells.ts';
import { useTerminalView } from './terminal-view.ts';

/** What is seldom wanted of a terminal. */
export function TerminalMenu({ conversationId }: { conversationId: string }): ReactNode {
  const { screenReader, setScreenReader } = useScreenReader();
  const isShell = useTerminalView((state) => state.view === 'shell');
  const { shown } = useShellsOf(conversationId);
  const close = useShells((state) => state.close);
  const groups: MenuGroup[] = [
    {
      items: [
        {
          label: 'Screen reader mode',
          checked: screenReader,
          onSelect: () => setScreenReader(!screenReader),
        },
      ],
    },
  ];
  if (isShell && shown !== undefined) {
    groups.push({
      items: [
        {
          label: `End shell ${shown.number}`,
          icon: 'remove',
          danger: true,
          onSelect: () => close(conversationId, shown),
        },
      ],
    });
  }
  return (
    <Menu groups={groups} align="end">
      <IconButton icon="more" label="More about the terminal" size="small" />
    </Menu>
  );
}
