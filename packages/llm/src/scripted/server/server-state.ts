import type { Script } from '../script/script.ts';
import type { ScriptProgress } from '../script/script-progress.ts';
import type { IssuedReasoning } from '../wire/issued-reasoning.ts';
import type { EventCount } from './event-count.ts';
import type { RequestLog } from './request-log.ts';

/** What all requests to one scripted model share. */
export interface ServerState {
  readonly script: Script;
  readonly progress: ScriptProgress;
  readonly validate: boolean;
  readonly strict: boolean;
  /** Whether the script can be followed only by reading the requests. */
  readonly contentNeeded: boolean;
  readonly expectKey: string | undefined;
  readonly log: RequestLog;
  readonly issued: IssuedReasoning;
  readonly received: EventCount;
  readonly aborted: EventCount;
  readonly nowMs: () => number;
  /** Unique in the server, and across servers that follow each other. */
  readonly nextAnswerId: () => string;
  /** Connections that this side breaks off are not counted as aborted. */
  closing: boolean;
}
