/** The sentences that frame a command's output for the agent. They go into the metadata, not the content. */

const STILL_RUNNING =
  'It is still running. Send an empty command to read more of its output, text with is_input to answer it, or C-c, ' +
  'C-z or C-d with is_input to stop it; a longer timeout lets a slow command end before you are told.';

export const CONTINUED_PREFIX = '[Below is the output of the previous command.]\n';

export const completedSuffix = (exitCode: number, key: string | null): string =>
  `\n[The command completed with exit code ${exitCode}.${key === null ? '' : ` CTRL+${key} was sent.`}]`;

export const noChangeSuffix = (seconds: number): string =>
  `\n[The command has no new output after ${seconds} seconds. ${STILL_RUNNING}]`;

export const hardTimeoutSuffix = (seconds: number): string =>
  `\n[The command timed out after ${withFraction(seconds)} seconds. ${STILL_RUNNING}]`;

export const staticTimeoutSuffix = (seconds: number): string =>
  `\n[The command timed out after ${withFraction(seconds)} seconds and was stopped.]`;

export const notExecutedSuffix = (command: string): string =>
  `\n[Your command ${JSON.stringify(command)} is NOT executed. The previous command is still running - ` +
  'read its output with an empty command, answer it with is_input, or stop it with C-c and is_input first.]';

export const inputSentSuffix = (): string =>
  '\n[The input was sent to the running command, whose output goes to whoever waits for it.]';

export const stoppedSuffix = (exitCode: number): string =>
  exitCode === -1
    ? '\n[The command was told to stop and is still running.]'
    : `\n[The command was stopped. It ended with exit code ${exitCode}.]`;

export const NOTHING_TO_READ = 'ERROR: No previous running command to retrieve logs from.';
export const NOTHING_TO_ANSWER = 'ERROR: No previous running command to interact with.';

/** One more bracketed sentence. */
export const note = (sentence: string): string => `\n[${sentence}]`;

export const memoryNote = (limitBytes: number | null): string => {
  const limit =
    limitBytes === null
      ? ''
      : `: all commands of this sandbox together may use ${Math.round(limitBytes / 1024 ** 2)} MB`;
  return note(`The sandbox ran out of memory${limit}. The kernel ended what used most.`);
};

/** Seconds always show a fraction: `1.0`, `120.0`, `2.5`. */
const withFraction = (seconds: number): string =>
  Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
