import type { IconName } from '../design/icons.ts';

export interface SettingsSection {
  /** As in the address. */
  id: SectionId;
  title: string;
  icon: IconName;
  /** What is in it, in a few words: for the list on phones. */
  about: string;
}

export type SectionId =
  | 'models'
  | 'limits'
  | 'confirmation'
  | 'mcp'
  | 'secrets'
  | 'git'
  | 'skills'
  | 'appearance'
  | 'notifications';

/** The sections of the settings, in the order of the side list. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { id: 'models', title: 'Models', icon: 'model', about: 'Which model works, its key and address' },
  { id: 'limits', title: 'Limits', icon: 'limits', about: 'Steps and cost before an agent stops' },
  { id: 'confirmation', title: 'Confirmation', icon: 'analyzer', about: 'When you are asked first' },
  { id: 'mcp', title: 'MCP servers', icon: 'tool', about: 'Tools from other programs' },
  { id: 'secrets', title: 'Secrets', icon: 'key', about: 'Values that commands may use' },
  { id: 'git', title: 'Git providers', icon: 'branch', about: 'Repositories, and your name in commits' },
  { id: 'skills', title: 'Skills', icon: 'skills', about: 'Notes for agents in repositories' },
  { id: 'appearance', title: 'Appearance', icon: 'sliders', about: 'Theme and motion' },
  { id: 'notifications', title: 'Notifications', icon: 'bell', about: 'How you hear that you are needed' },
];

/** The section of an address; undefined for one that is none. */
export const sectionOf = (id: string): SettingsSection | undefined =>
  SETTINGS_SECTIONS.find((section) => section.id === id);
