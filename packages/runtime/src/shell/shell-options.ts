import type { OutputListener } from './live-output.ts';

export interface ShellSessionOptions {
  /** Directory to start in; must exist. */
  cwd: string;
  /** The whole environment of the shell: nothing of this process's own is added but TERM, if it is missing. */
  env: Record<string, string>;
  /** Absolute path of a bash, 4.4 or newer. Default `/bin/bash`, or the first in PATH of `env`. */
  shellPath?: string;
  /** The user's start-up file, default `.bashrc` in HOME of `env`; null reads none. */
  rcFile?: string | null;
  columns?: number;
  rows?: number;
  /** Output kept in memory for one result, half of it from the start and half from the end. Default 1 MiB. */
  outputCapBytes?: number;
  /** Folder for the whole output of commands that print more than the cap; without it the middle is lost. */
  outputDirectory?: string;
  /** Largest such file. Default 64 MiB. */
  outputFileCapBytes?: number;
  /** How many such files are kept. Default 16; the oldest is removed. */
  outputFileCount?: number;
  /** How long the shell may take to be ready, the user's start-up file included. Default 30. */
  readyTimeoutSeconds?: number;
}

export interface WaitOptions {
  /** Hard limit; the command runs on after it. Default none. */
  timeoutSeconds?: number;
  /** Return when nothing was written for so long. Default never. */
  noChangeTimeoutSeconds?: number;
  /** Aborting stops the command. */
  signal?: AbortSignal;
  /** Gets the output while it comes, at most every few dozen milliseconds, and not all of a flood. */
  onOutput?: OutputListener;
}

export interface RunOptions extends WaitOptions {
  command: string;
}

export type InputOptions = WaitOptions &
  (
    | {
        /** Text for the program; a line end becomes the Enter key, and Enter follows unless `enter` is false. */
        text: string;
        enter?: boolean;
        key?: undefined;
      }
    | {
        /** `C-c` and the like, or a name such as `Enter`, see `keys.ts`. */
        key: string;
        text?: undefined;
        enter?: undefined;
      }
  );
