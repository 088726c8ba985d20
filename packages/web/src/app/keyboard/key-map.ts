/** Where a key works: everywhere, or while a conversation is open. */
export type KeyScope = 'everywhere' | 'conversation';

interface Binding {
  /** As `Mod+Shift+K`; `Mod` is the command key on Apple machines, else Ctrl. Null: only in the palette. */
  keys: string | null;
  title: string;
  scope: KeyScope;
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
  palette: { keys: 'Mod+K', title: 'Command palette', scope: 'everywhere', inText: true, keyOnly: true },
  search: { keys: '/', title: 'Search conversations', scope: 'everywhere' },
  new: { keys: 'N', title: 'New conversation', scope: 'everywhere' },
  rail: { keys: 'Mod+B', title: 'Show or hide the list', scope: 'everywhere', inText: true },
  inspector: { keys: 'Mod+I', title: 'Show or hide the inspector', scope: 'conversation', inText: true },
  settings: { keys: 'Mod+,', title: 'Settings', scope: 'everywhere', inText: true },
  help: { keys: '?', title: 'Keyboard shortcuts', scope: 'everywhere' },
  'theme.system': { keys: null, title: 'Theme: as the system', scope: 'everywhere' },
  'theme.light': { keys: null, title: 'Theme: light', scope: 'everywhere' },
  'theme.dark': { keys: null, title: 'Theme: dark', scope: 'everywhere' },
  logout: { keys: null, title: 'Log out', scope: 'everywhere' },

  send: { keys: 'Mod+Enter', title: 'Send the message', scope: 'conversation', inText: true, keyOnly: true },
  write: { keys: 'C', title: 'Write a message', scope: 'conversation' },
  approve: { keys: 'Enter', title: 'Approve what is asked', scope: 'conversation', keyOnly: true },
  reject: { keys: 'Escape', title: 'Reject what is asked', scope: 'conversation', keyOnly: true },
  stop: { keys: 'Escape', title: 'Stop the agent (asks once)', scope: 'conversation', inText: true },
  pause: { keys: null, title: 'Pause the agent', scope: 'conversation' },
  resume: { keys: null, title: 'Resume the agent', scope: 'conversation' },
  'event.next': { keys: 'J', title: 'Next event', scope: 'conversation', keyOnly: true, repeats: true },
  'event.previous': {
    keys: 'K',
    title: 'Previous event',
    scope: 'conversation',
    keyOnly: true,
    repeats: true,
  },
  'event.open': { keys: 'Enter', title: 'Open or close the event', scope: 'conversation', keyOnly: true },
  'event.toggle-all': { keys: 'E', title: 'Open or close all events', scope: 'conversation' },
  'event.last': { keys: 'G', title: 'To the newest event', scope: 'conversation' },
  'tab.1': { keys: '1', title: 'Changes', scope: 'conversation' },
  'tab.2': { keys: '2', title: 'Terminal', scope: 'conversation' },
  'tab.3': { keys: '3', title: 'Files', scope: 'conversation' },
  'tab.4': { keys: '4', title: 'Browser', scope: 'conversation' },
  'tab.5': { keys: '5', title: 'Python', scope: 'conversation' },
  'tab.6': { keys: '6', title: 'Apps', scope: 'conversation' },
  'tab.7': { keys: '7', title: 'Timeline', scope: 'conversation' },
  'tab.8': { keys: '8', title: 'Cost', scope: 'conversation' },
  'scrub.back': {
    keys: '[',
    title: 'One event back in time',
    scope: 'conversation',
    keyOnly: true,
    repeats: true,
  },
  'scrub.forward': {
    keys: ']',
    title: 'One event forward in time',
    scope: 'conversation',
    keyOnly: true,
    repeats: true,
  },
  'scrub.now': { keys: '\\', title: 'Back to now', scope: 'conversation' },
  rename: { keys: null, title: 'Rename the conversation', scope: 'conversation' },
  export: { keys: null, title: 'Export the conversation', scope: 'conversation' },
  delete: { keys: null, title: 'Delete the conversation', scope: 'conversation' },
} as const satisfies Record<string, Binding>;

export type CommandId = keyof typeof KEY_MAP;

export const COMMANDS: readonly (Binding & { id: CommandId })[] = Object.entries(KEY_MAP).map(
  ([id, binding]) => ({
    ...(binding satisfies Binding),
    id: id as CommandId,
  }),
);
