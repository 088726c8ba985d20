import type { OutputFileInfo } from './output-file.ts';
import type { ScreenState } from './terminal-screen.ts';

export type ShellStatus =
  /** The command ended; `exitCode` is its status. */
  | 'completed'
  /** It runs on; nothing new was written for the given time. */
  | 'no-change'
  /** It runs on; the given time is over. */
  | 'hard-timeout'
  /** Input was sent to a command that somebody else waits for. */
  | 'sent'
  /** The signal was aborted; the command was stopped (`exitCode`), or it could not be (-1). */
  | 'cancelled'
  /** Nothing was done, see `refusal`. */
  | 'refused';

export type RefusalReason =
  /** Another command is still running; the given one was not started. */
  | 'command-running'
  /** There is no running command to read from or to send to. */
  | 'nothing-running'
  | 'nul-in-command'
  | 'unknown-key'
  /** The running command already has somebody waiting for it. */
  | 'already-waiting'
  | 'closed';

/** The shell process ended with this command, and another one took its place. */
export interface ShellRestart {
  /** `exit`: by `exit` or `set -e`; `killed`: by a signal; `ended`: replaced by `exec`, or past our exit trap. */
  cause: 'exit' | 'killed' | 'ended';
  signal: NodeJS.Signals | null;
  /** True: variables, functions, aliases, options, traps too; false: working directory and exported variables. */
  stateKept: boolean;
  /** One sentence for whoever reads the result. */
  message: string;
}

export interface ShellResult {
  status: ShellStatus;
  /**
   * What the command wrote since it was last reported, byte for byte, decoded as UTF-8. If it was longer than the
   * cap, first and last part with a line between that tells how much is missing, see `truncated`.
   */
  output: string;
  /** -1 while the command runs, and when it was not started. */
  exitCode: number;
  workingDirectory: string;
  /** The last process put into the background (`$!`). */
  backgroundPid: number | null;
  /** The command whose output this is; empty when there is none. */
  command: string;
  /** Some output of this command was reported before. */
  continued: boolean;
  /** `headLength` and `tailLength` count characters of `output` before and after the line between. */
  truncated?: { totalBytes: number; omittedBytes: number; headLength: number; tailLength: number };
  /** Where the output is as a whole. */
  outputFile?: OutputFileInfo;
  /** The picture, when the running command is a full-screen program. */
  screen?: ScreenState;
  /** The program is seen to sit in a read of the terminal. Absent says nothing: many programs wait otherwise. */
  waitingForInput?: true;
  refusal?: { reason: RefusalReason; message: string };
  restart?: ShellRestart;
  /** What was written while no command ran: late output of background processes. */
  backgroundOutput?: string;
}
