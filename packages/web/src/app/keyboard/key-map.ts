import type { IconName } from '../../design/icons.ts';

/** Under which heading people find it. All but the first need an open conversation. */
export const KEY_GROUPS = ['Everywhere', 'Conversation', 'Events', 'Inspector'] as const;

export type KeyGroup = (typeof KEY_GROUPS)[number];

interface Binding {
  /** As `Mod+Shift+K`; `Mod` is the command key on Apple machines, else Ctrl. Null: only in the palette. */
  keys: string | null;
  title: string;
  group: KeyGroup;
  /** For the palette. */
  icon?: IconName;
  /** Whether it also works while text is written. */
  inText?: boolean;
  /** Whether it goes on while the key is held. */
  repeats?: boolean;
  /** Left out of the palette: it means something only where the focus is. */
  keyOnly?: boolean;
}

/**
 * The one table of keys. What a command does is said by who can do it (`useCommand`); where several commands have one key, the
 * first that somebody can do is done.
 */
export const KEY_MAP = {
  palette: { keys: 'Mod+K', title: 'Command palette', group: 'Everywhere', inText: true, keyOnly: true },
  'find.key': { keys: '/', title: 'Find in the log', group: 'Events', keyOnly: true },
  search: { keys: '/', title: 'Search conversations', group: 'Everywhere', icon: 'search' },
  new: { keys: 'N', title: 'New conversation', group: 'Everywhere', icon: 'add' },
  rail: { keys: 'Mod+B', title: 'Show or hide the list', group: 'Everywhere', icon: 'rail', inText: true },
  inspector: {
    keys: 'Mod+I',
    title: 'Show or hide the inspector',
    group: 'Inspector',
    icon: 'inspector',
    inText: true,
  },
  settings: { keys: 'Mod+,', title: 'Settings', group: 'Everywhere', icon: 'settings', inText: true },
  trajectory: { keys: null, title: 'Open a trajectory', group: 'Everywhere', icon: 'upload' },
  help: { keys: '?', title: 'Keyboard shortcuts', group: 'Everywhere', icon: 'keyboard' },
  'theme.system': { keys: null, title: 'Theme: as the system', group: 'Everywhere', icon: 'system' },
  'theme.light': { keys: null, title: 'Theme: light', group: 'Everywhere', icon: 'light' },
  'theme.dark': { keys: null, title: 'Theme: dark', group: 'Everywhere', icon: 'dark' },
  logout: { keys: null, title: 'Log out', group: 'Everywhere', icon: 'logout' },

  send: { keys: 'Mod+Enter', title: 'Send the message', group: 'Conversation', inText: true, keyOnly: true },
  hold: {
    keys: 'Alt+Enter',
    title: 'Hold the message back until the agent rests',
    group: 'Conversation',
    inText: true,
    keyOnly: true,
  },
  write: { keys: 'C', title: 'Write a message', group: 'Conversation', icon: 'edit' },
  approve: { keys: 'Enter', title: 'Approve what is asked', group: 'Conversation', keyOnly: true },
  reject: { keys: 'Escape', title: 'Reject what is asked', group: 'Conversation', keyOnly: true },
  stop: {
    keys: 'Escape',
    title: 'Stop the agent (asks once)',
    group: 'Conversation',
    icon: 'stop',
    inText: true,
  },
  pause: { keys: 'P', title: 'Pause the agent', group: 'Conversation', icon: 'pause' },
  resume: { keys: 'P', title: 'Resume the agent', group: 'Conversation', icon: 'play' },
  'change.side-by-side': {
    keys: 'S',
    title: 'Changes side by side',
    group: 'Inspector',
    icon: 'side_by_side',
  },
  'event.next': { keys: 'J', title: 'Next event', group: 'Events', keyOnly: true, repeats: true },
  'event.previous': {
    keys: 'K',
    title: 'Previous event',
    group: 'Events',
    keyOnly: true,
    repeats: true,
  },
  'event.open': { keys: 'Enter', title: 'Open or close the event', group: 'Events', keyOnly: true },
  'event.toggle-all': { keys: 'E', title: 'Open or close all events', group: 'Events', icon: 'down' },
  'event.last': { keys: 'G', title: 'To the newest event', group: 'Events', icon: 'newest' },
  find: { keys: 'Mod+F', title: 'Find in the log', group: 'Events', icon: 'search', inText: true },
  'tab.1': { keys: '1', title: 'Show changes', group: 'Inspector', icon: 'changes' },
  'tab.2': { keys: '2', title: 'Show terminal', group: 'Inspector', icon: 'terminal' },
  'tab.3': { keys: '3', title: 'Show files', group: 'Inspector', icon: 'files' },
  'tab.4': { keys: '4', title: 'Show browser', group: 'Inspector', icon: 'browser' },
  'tab.5': { keys: '5', title: 'Show Python', group: 'Inspector', icon: 'python' },
  'tab.6': { keys: '6', title: 'Show apps', group: 'Inspector', icon: 'apps' },
  'tab.7': { keys: '7', title: 'Show timeline', group: 'Inspector', icon: 'timeline' },
  'tab.8': { keys: '8', title: 'Show cost', group: 'Inspector', icon: 'cost' },
  'scrub.back': {
    keys: '[',
    title: 'One event back in time',
    group: 'Inspector',
    keyOnly: true,
    repeats: true,
  },
  'scrub.forward': {
    keys: ']',
    title: 'One event forward in time',
    group: 'Inspector',
    keyOnly: true,
    repeats: true,
  },
  'scrub.back-ten': { keys: '{', title: 'Ten events back', group: 'Inspector', keyOnly: true, repeats: true },
  'scrub.forward-ten': {
    keys: '}',
    title: 'Ten events forward',
    group: 'Inspector',
    keyOnly: true,
    repeats: true,
  },
  'scrub.now': { keys: '\\', title: 'Back to now', group: 'Inspector', icon: 'clock' },
  rename: { keys: null, title: 'Rename the conversation', group: 'Conversation', icon: 'rename' },
  export: { keys: null, title: 'Export the conversation', group: 'Conversation', icon: 'download' },
  delete: { keys: null, title: 'Delete the conversation', group: 'Conversation', icon: 'remove' },
} as const satisfies Record<string, Binding>;

export type CommandId = keyof typeof KEY_MAP;

export const COMMANDS: readonly (Binding & { id: CommandId })[] = Object.entries(KEY_MAP).map(
  ([id, binding]) => ({
    ...(binding satisfies Binding),
    id: id as CommandId,
  }),
);
