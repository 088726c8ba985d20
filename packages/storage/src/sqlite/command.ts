import type { Fault } from './fault.ts';

/** One request to `SqliteLog` as it crosses the thread boundary; made by `LogHost.run` only. */
export interface Command {
  /** The name of an operation of `SqliteLog`. */
  name: string;
  args: readonly unknown[];
  /** Roughly how many bytes it carries. */
  bytes: number;
}

/** The answer to one command; answers come in the order of the commands. */
export type Reply = { value: unknown; fault?: undefined } | { fault: Fault };

/** What a host tells its worker. */
export type HostMessage = Command[] | 'close';

/** What a worker tells its host. The first one is `opened` or a fault, which is then the last one. */
export type WorkerMessage = 'opened' | Fault | Reply[];
