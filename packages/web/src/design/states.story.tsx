import { CONDITIONS } from '../screen/index.ts';
import { story } from '../stories/story.ts';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import { Disclosure } from './disclosure.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorNote } from './error-note.tsx';
import { Icon } from './icon.tsx';
import { ICONS, type IconName } from './icons.ts';
import { Keys } from './kbd.tsx';
import { Meter } from './meter.tsx';
import { SkeletonLines } from './skeleton.tsx';
import { StateDot } from './state-dot.tsx';
import { Tabs } from './tabs.tsx';

export const stateDot = story(
  'StateDot',
  Object.fromEntries(
    CONDITIONS.map((condition) => [
      condition,
      () => (
        <span className="flex items-center gap-4">
          <StateDot condition={condition} />
          <StateDot condition={condition} withText />
        </span>
      ),
    ]),
  ),
);

export const meter = story('Meter', {
  low: () => <Meter label="Context" value={30} max={100} text="30 of 100" className="w-40" />,
  high: () => <Meter label="Context" value={80} max={100} text="80 of 100" className="w-40" />,
  full: () => <Meter label="Context" value={99} max={100} text="99 of 100" className="w-40" />,
  ring: () => <Meter label="Context" value={40} max={100} text="40 of 100" shape="ring" />,
  'full ring': () => <Meter label="Context" value={97} max={100} text="97 of 100" shape="ring" />,
});

export const badge = story('Badge', {
  neutral: () => <Badge>3 files</Badge>,
  accent: () => <Badge tone="accent">new</Badge>,
  green: () => <Badge tone="green">+12</Badge>,
  amber: () => <Badge tone="amber">medium risk</Badge>,
  red: () => <Badge tone="red">−4</Badge>,
  blue: () => <Badge tone="blue">running</Badge>,
});

export const empty = story('EmptyState', {
  'with action': () => (
    <EmptyState icon="changes" title="No changes yet" action={<Button>Refresh</Button>}>
      Files that the agent changes appear here, compared with where it began.
    </EmptyState>
  ),
  bare: () => <EmptyState title="No command has run yet" />,
});

export const errorNote = story('ErrorNote', {
  full: () => (
    <ErrorNote
      title="The settings were not saved"
      failure={new Error('The server cannot be reached')}
      remedy="They are kept here; save again when it is back."
      action={<Button size="small">Save again</Button>}
    />
  ),
  bare: () => <ErrorNote failure={new Error('Not a git repository')} />,
});

export const skeleton = story('Skeleton', {
  lines: () => (
    <div className="w-80">
      <SkeletonLines lines={4} />
    </div>
  ),
});

export const disclosure = story('Disclosure', {
  closed: () => <Disclosure summary="Explored 7 files">src/index.ts</Disclosure>,
  open: () => (
    <Disclosure summary="Explored 7 files" initiallyOpen>
      src/index.ts
    </Disclosure>
  ),
});

export const tabs = story('Tabs', {
  full: () => (
    <Tabs
      label="Example"
      value="changes"
      onChange={() => undefined}
      tabs={[
        { id: 'changes', label: 'Changes', icon: 'changes', note: 3 },
        { id: 'terminal', label: 'Terminal', icon: 'terminal' },
      ]}
    >
      <p className="p-4">What is in the tab.</p>
    </Tabs>
  ),
});

export const keys = story('Keys', {
  combination: () => <Keys keys="Mod+Shift+K" />,
  single: () => <Keys keys="Enter" />,
});

export const icons = story('Icons', {
  all: () => (
    <div className="grid max-w-160 grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-2 text-xs text-muted">
      {Object.keys(ICONS).map((name) => (
        <span key={name} className="flex items-center gap-2">
          <Icon name={name as IconName} />
          {name}
        </span>
      ))}
    </div>
  ),
});
