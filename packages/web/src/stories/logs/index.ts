import type { Event } from '@capstan/protocol';
import { delegatedLog } from './delegated-log.ts';
import { hostileLog } from './hostile-log.ts';
import { browsingLog, memoryLog, notebookLog, toolsLog, unknownLog } from './later-kinds-log.ts';

/** Logs that are written by hand, by name: of what no agent of today does, and of what nobody should. */
export const WRITTEN_LOGS = {
  delegated: delegatedLog,
  notebook: notebookLog,
  browsing: browsingLog,
  tools: toolsLog,
  memory: memoryLog,
  unknown: unknownLog,
  hostile: hostileLog,
} as const satisfies Record<string, () => Event[]>;

export { HOSTILE_TEXTS } from './hostile-log.ts';
export { LogWriter, type Answer, type Deed } from './log-writer.ts';
export { longLog, type LongLogOptions } from './long-log.ts';
export { chartPicture, pagePicture } from './pictures.ts';
