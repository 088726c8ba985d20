import type { CommandEnd } from './running-command.ts';
import type { MessageOutcome } from './shell-channel.ts';
import type { ShellRestart } from './shell-result.ts';

/** What the end of a command's message to the shell means for the command. */
export function commandEnd(outcome: MessageOutcome, backgroundPid: number | null): CommandEnd {
  const { exitCode } = outcome;
  if (outcome.end === 'done') return { exitCode, backgroundPid };
  return { exitCode, backgroundPid, restart: restartAfter(outcome) };
}

function restartAfter(outcome: MessageOutcome): ShellRestart {
  if (outcome.end !== 'gone') {
    return {
      cause: 'exit',
      signal: null,
      stateKept: true,
      message:
        `The command ended the shell with exit code ${outcome.exitCode}; it was started again with its ` +
        'directory, variables, functions and options.',
    };
  }
  const { signal, exitCode } = outcome;
  const how = signal ? `was killed by ${signal}` : `ended with exit code ${exitCode}`;
  return {
    cause: signal ? 'killed' : 'ended',
    signal,
    stateKept: false,
    message:
      `The shell process ${how}; a new one was started in the same directory with the same exported ` +
      'variables. Other variables, functions and aliases are lost.',
  };
}
