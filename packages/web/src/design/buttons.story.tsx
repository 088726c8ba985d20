import { story } from '../stories/story.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Segmented } from './segmented.tsx';

export const button = story('Button', {
  primary: () => <Button kind="primary">Send</Button>,
  secondary: () => <Button>Cancel</Button>,
  quiet: () => <Button kind="quiet">More</Button>,
  danger: () => <Button kind="danger">Delete</Button>,
  'with icon': () => <Button icon="refresh">Try again</Button>,
  busy: () => (
    <Button kind="primary" busy>
      Saving
    </Button>
  ),
  disabled: () => <Button disabled>Send</Button>,
  small: () => <Button size="small">Undo</Button>,
});

export const iconButton = story('IconButton', {
  plain: () => <IconButton icon="settings" label="Settings" keys="Mod+," />,
  pressed: () => <IconButton icon="inspector" label="Inspector" pressed />,
  marked: () => <IconButton icon="bell" label="Messages" marked />,
  disabled: () => <IconButton icon="send" label="Send" disabled />,
  small: () => <IconButton icon="close" label="Close" size="small" />,
});

const views = [
  { value: 'unified', label: 'Unified', icon: 'diff' },
  { value: 'side', label: 'Side by side', icon: 'side_by_side' },
] as const;

export const segmented = story('Segmented', {
  medium: () => <Segmented label="View" value="unified" options={views} onChange={() => undefined} />,
  small: () => (
    <Segmented label="View" value="side" size="small" options={views} onChange={() => undefined} />
  ),
});
