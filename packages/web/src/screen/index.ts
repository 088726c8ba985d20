export {
  conditionOf,
  conditionText,
  CONDITIONS,
  needsYou,
  type Condition,
  type ConditionParts,
} from './condition.ts';
export { createScreen } from './create-screen.ts';
export { failureReason, type FailureReason } from './fold/failure-reason.ts';
export { createHistory, type ScreenHistory } from './history/screen-history.ts';
export {
  CUT_NOTE,
  terminalMoment,
  terminalParts,
  terminalText,
  type TerminalMoment,
  type TerminalOptions,
  type TerminalPart,
} from './history/terminal-moment.ts';
export { timelineOf, timelineOfScreen, type TimelineKind, type TimelineSegment } from './history/timeline.ts';
export { walkEntries } from './history/walk-entries.ts';
export { countText, describe, firstSentence } from './line/describe.ts';
export type { EntryLine, LineIcon, Tone } from './line/entry-line.ts';
export { explorationText, groups, type EntryRow, type ExplorationRow, type LogRow } from './line/groups.ts';
export { durationText, secondsBetween } from './line/seconds-between.ts';
export { screenOf } from './screen-of.ts';
export { workspacePath } from './line/workspace-path.ts';
export { oneLine, visibleText } from './visible-text.ts';
export type * from './entry.ts';
export type * from './screen-state.ts';
export type * from './screen.ts';
export type * from './task-item.ts';
