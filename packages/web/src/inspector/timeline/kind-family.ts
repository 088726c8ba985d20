import type { TimelineKind } from '../../screen/index.ts';

/** What is told apart on the strip: each has a colour, and a shape or a pattern of its own. */
export const FAMILIES = [
  'said',
  'thinking',
  'running',
  'reading',
  'editing',
  'outside',
  'agents',
  'notes',
  'waiting',
  'ending',
  'failed',
] as const;

export type Family = (typeof FAMILIES)[number];

const OF_KIND: Readonly<Record<TimelineKind, Family>> = {
  message: 'said',
  model: 'thinking',
  thought: 'thinking',
  command: 'running',
  cell: 'running',
  read: 'reading',
  recall: 'reading',
  edit: 'editing',
  browse: 'outside',
  tool: 'outside',
  delegate: 'agents',
  plan: 'notes',
  condensation: 'notes',
  unknown: 'notes',
  waiting: 'waiting',
  state: 'waiting',
  finish: 'ending',
  error: 'failed',
};

/** What failed is in the family of its kind, and in `failed` as well. */
export const familyOf = (kind: TimelineKind): Family => OF_KIND[kind];

/** As people read it. */
export const FAMILY_LABELS: Readonly<Record<Family, string>> = {
  said: 'Messages',
  thinking: 'Model',
  running: 'Commands',
  reading: 'Reads',
  editing: 'Edits',
  outside: 'Web and tools',
  agents: 'Agents',
  notes: 'Plan and memory',
  waiting: 'Waiting',
  ending: 'Ends',
  failed: 'Failures',
};
