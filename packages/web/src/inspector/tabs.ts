import {
  Activity,
  AppWindow,
  CircleDollarSign,
  FileDiff,
  Files,
  Globe,
  SquareTerminal,
  Variable,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { lazyPart } from '../app/lazy-part.ts';
import type { TabProps } from './tab-props.ts';

export interface InspectorTab {
  id: string;
  label: string;
  icon: LucideIcon;
  /** The key that opens it. */
  shortcut: string;
  component: LazyExoticComponent<ComponentType<TabProps>>;
}

/** What stands beside the log, in the order of the tabs. */
export const INSPECTOR_TABS: readonly InspectorTab[] = [
  {
    id: 'changes',
    label: 'Changes',
    icon: FileDiff,
    shortcut: '1',
    component: lazyPart(async () => (await import('./changes/changes.tsx')).Changes),
  },
  {
    id: 'terminal',
    label: 'Terminal',
    icon: SquareTerminal,
    shortcut: '2',
    component: lazyPart(async () => (await import('./terminal/terminal.tsx')).Terminal),
  },
  {
    id: 'files',
    label: 'Files',
    icon: Files,
    shortcut: '3',
    component: lazyPart(async () => (await import('./files/files.tsx')).FilesTab),
  },
  {
    id: 'browser',
    label: 'Browser',
    icon: Globe,
    shortcut: '4',
    component: lazyPart(async () => (await import('./browser/browser.tsx')).Browser),
  },
  {
    id: 'python',
    label: 'Python',
    icon: Variable,
    shortcut: '5',
    component: lazyPart(async () => (await import('./python/python.tsx')).Python),
  },
  {
    id: 'apps',
    label: 'Apps',
    icon: AppWindow,
    shortcut: '6',
    component: lazyPart(async () => (await import('./apps/apps.tsx')).Apps),
  },
  {
    id: 'timeline',
    label: 'Timeline',
    icon: Activity,
    shortcut: '7',
    component: lazyPart(async () => (await import('./timeline/timeline.tsx')).Timeline),
  },
  {
    id: 'cost',
    label: 'Cost',
    icon: CircleDollarSign,
    shortcut: '8',
    component: lazyPart(async () => (await import('./cost/cost.tsx')).Cost),
  },
];
