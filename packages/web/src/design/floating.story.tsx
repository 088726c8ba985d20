import { useState, type ReactNode } from 'react';
import { showToast } from '../app/toasts/toasts.ts';
import { story } from '../stories/story.ts';
import { Button } from './button.tsx';
import { Confirm } from './confirm.tsx';
import { Dialog } from './dialog.tsx';
import { Menu } from './menu.tsx';
import { Popover } from './popover.tsx';
import { Sheet } from './sheet.tsx';
import { Toast } from './toast.tsx';
import { Tooltip } from './tooltip.tsx';

const nothing = (): void => undefined;

function Opens({
  label,
  children,
}: {
  label: string;
  children: (open: boolean, set: (open: boolean) => void) => ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {children(open, setOpen)}
    </>
  );
}

export const menu = story('Menu', {
  grouped: () => (
    <Menu
      groups={[
        {
          items: [
            { label: 'Rename', icon: 'rename', onSelect: nothing },
            { label: 'Export', icon: 'download', keys: 'Mod+E', onSelect: nothing },
            { label: 'Share', icon: 'external', disabled: true, onSelect: nothing },
          ],
        },
        {
          heading: 'Show',
          items: [
            { label: 'Thoughts', checked: true, onSelect: nothing },
            { label: 'Recalls', checked: false, onSelect: nothing },
          ],
        },
        { items: [{ label: 'Delete', icon: 'remove', danger: true, onSelect: nothing }] },
      ]}
    >
      <Button>Menu</Button>
    </Menu>
  ),
});

export const popover = story('Popover', {
  closed: () => (
    <Popover label="Context" trigger={<Button>Context</Button>}>
      What fills the window.
    </Popover>
  ),
});

export const dialog = story('Dialog', {
  plain: () => (
    <Opens label="Dialog">
      {(open, set) => (
        <Dialog
          open={open}
          onOpenChange={set}
          title="Export"
          description="The whole log as a file that can be replayed."
          footer={<Button kind="primary">Export</Button>}
        >
          Events, costs and the settings of the conversation; no secrets.
        </Dialog>
      )}
    </Opens>
  ),
  confirm: () => (
    <Opens label="Confirm">
      {(open, set) => (
        <Confirm
          open={open}
          onOpenChange={set}
          title="Delete this conversation?"
          description="Its log and its workspace are removed for good."
          action="Delete"
          onConfirm={nothing}
        />
      )}
    </Opens>
  ),
  sheet: () => (
    <Opens label="Sheet">
      {(open, set) => (
        <Sheet open={open} onOpenChange={set} title="Inspector" side="right">
          <p className="p-4">A column over the others.</p>
        </Sheet>
      )}
    </Opens>
  ),
});

export const tooltip = story('Tooltip', {
  'with keys': () => (
    <Tooltip text="Command palette" keys="Mod+K">
      <Button>Rest here</Button>
    </Tooltip>
  ),
});

export const toast = story('Toast', {
  info: () => <Toast tone="info" title="Exported" onClose={nothing} />,
  success: () => <Toast tone="success" title="“Fix the build” is done" onClose={nothing} />,
  warning: () => (
    <Toast
      tone="warning"
      title="“Fix the build” needs you"
      action={<Button size="small">Open</Button>}
      onClose={nothing}
    />
  ),
  failure: () => (
    <Toast
      tone="failure"
      title="The model could not be reached"
      detail="Check the base URL and the network."
      onClose={nothing}
    />
  ),
  live: () => (
    <Button onClick={() => showToast({ title: 'Title changed', action: { label: 'Undo', run: nothing } })}>
      Show one
    </Button>
  ),
});
