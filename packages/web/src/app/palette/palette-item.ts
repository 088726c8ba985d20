import type { IconName } from '../../design/icons.ts';
import type { Condition } from '../../screen/index.ts';

/** Something that can be done or gone to. */
export interface PaletteItem {
  id: string;
  section: 'Commands' | 'Conversations' | 'Settings';
  title: string;
  /** Small words on the right, such as a repository. */
  note?: string;
  keys?: string | null;
  icon?: IconName;
  condition?: Condition;
  run: () => void;
}
