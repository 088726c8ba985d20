import type { IconName } from '../design/icons.ts';

export interface SettingsSection {
  /** As in the address. */
  id: string;
  title: string;
  icon: IconName;
}

/** The sections of the settings, in the order of the side list. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { id: 'models', title: 'Models', icon: 'model' },
  { id: 'limits', title: 'Limits', icon: 'limits' },
  { id: 'confirmation', title: 'Confirmation', icon: 'analyzer' },
  { id: 'mcp', title: 'MCP servers', icon: 'tool' },
  { id: 'secrets', title: 'Secrets', icon: 'key' },
  { id: 'git', title: 'Git providers', icon: 'branch' },
  { id: 'skills', title: 'Skills', icon: 'skills' },
  { id: 'appearance', title: 'Appearance', icon: 'sliders' },
  { id: 'notifications', title: 'Notifications', icon: 'bell' },
];
