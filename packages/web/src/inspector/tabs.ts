import type { ComponentType, LazyExoticComponent } from 'react';
import { lazyPart } from '../app/lazy-part.ts';
import type { IconName } from '../design/icons.ts';
import type { TabProps } from './tab-props.ts';

export interface InspectorTab {
  id: string;
  label: string;
  icon: IconName;
  /** The key that opens it. */
  shortcut: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8';
  component: LazyExoticComponent<ComponentType<TabProps>>;
  /** It shows the sandbox, which a conversation from a file has none of. */
  needsSandbox?: true;
}

/** What stands beside the log, in the order of the tabs. */
const INSPECTOR_TABS: readonly InspectorTab[] = [
  {
    id: 'changes',
    label: 'Changes',
    icon: 'changes',
    shortcut: '1',
    component: lazyPart(async () => (await import('./changes/changes.tsx')).Changes),
  },
  {
    id: 'terminal',
    label: 'Terminal',
    icon: 'terminal',
    shortcut: '2',
    component: lazyPart(async () => (await import('./terminal/terminal.tsx')).Terminal),
  },
  {
    id: 'files',
    label: 'Files',
    icon: 'files',
    shortcut: '3',
    needsSandbox: true,
    component: lazyPart(async () => (await import('./files/files.tsx')).FilesTab),
  },
  {
    id: 'browser',
    label: 'Browser',
    icon: 'browser',
    shortcut: '4',
    component: lazyPart(async () => (await import('./browser/browser.tsx')).Browser),
  },
  {
    id: 'python',
    label: 'Python',
    icon: 'python',
    shortcut: '5',
    component: lazyPart(async () => (await import('./python/python.tsx')).Python),
  },
  {
    id: 'apps',
    label: 'Apps',
    icon: 'apps',
    shortcut: '6',
    needsSandbox: true,
    component: lazyPart(async () => (await import('./apps/apps.tsx')).Apps),
  },
  {
    id: 'timeline',
    label: 'Timeline',
    icon: 'timeline',
    shortcut: '7',
    component: lazyPart(async () => (await import('./timeline/timeline.tsx')).Timeline),
  },
  {
    id: 'cost',
    label: 'Cost',
    icon: 'cost',
    shortcut: '8',
    component: lazyPart(async () => (await import('./cost/cost.tsx')).Cost),
  },
];

/** The tabs of a conversation; of one from a file (without an id) those that a log alone can fill. */
export const tabsOf = (conversationId: string): readonly InspectorTab[] =>
  INSPECTOR_TABS.filter(({ needsSandbox = false }) => conversationId !== '' || !needsSandbox);
