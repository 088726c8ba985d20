import { hostname } from 'node:os';
import type { ObservationDraft } from '@capstan/protocol';
import { currentUser } from '../sandbox/current-user.ts';
import type { ShellResult } from '../shell/shell-result.ts';
import type { RunRequest } from './action-request.ts';
import {
  completedSuffix,
  CONTINUED_PREFIX,
  hardTimeoutSuffix,
  inputSentSuffix,
  noChangeSuffix,
  note,
  notExecutedSuffix,
  NOTHING_TO_ANSWER,
  NOTHING_TO_READ,
  staticTimeoutSuffix,
  stoppedSuffix,
} from './command-text.ts';
import { cutInMiddle, errorDraft } from './observation-draft.ts';

export interface CommandLimits {
  timeoutSeconds: number;
  noChangeTimeoutSeconds: number;
}

export interface CommandReport {
  request: RunRequest;
  result: ShellResult;
  limits: CommandLimits;
  /** More sentences for the end. */
  notes: string;
  /** Writes output that is too long to a file and gives its path; `null` where that cannot be done. */
  spill: (output: string) => string | null;
}

let owner: { username: string; hostname: string } | undefined;

/** Puts what the shell tells into an observation. The content is the output, byte for byte, cut where it is too long. */
export function commandObservation(report: CommandReport): ObservationDraft {
  const { request, result } = report;
  const { status, refusal } = result;
  if (refusal !== undefined && status === 'refused') {
    if (refusal.reason === 'nothing-running') {
      return observation(request, request.isInput ? NOTHING_TO_ANSWER : NOTHING_TO_READ, {});
    }
    if (refusal.reason !== 'command-running') return errorDraft(refusal.message);
  }
  const { content, whole } = contentOf(report);
  const suffix = endOf(report) + whole + notesOf(report);
  const prefix = prefixOf(result);
  // A command that runs on has no end to tell of.
  if (result.exitCode === -1 && status !== 'completed')
    return observation(request, content, { prefix, suffix });
  return observation(request, content, {
    exit_code: result.exitCode,
    pid: result.backgroundPid ?? -1,
    working_dir: result.workingDirectory,
    ...machine(),
    prefix,
    suffix,
  });
}

function contentOf({ request, result, spill }: CommandReport): { content: string; whole: string } {
  // The picture says more than the control codes that painted it.
  if (result.screen !== undefined) return { content: result.screen.text, whole: '' };
  const { output } = result;
  const content = request.hidden ? output : cutInMiddle(output);
  if (content === output && result.truncated === undefined) return { content, whole: '' };
  if (result.outputFile !== undefined) {
    const { path, complete } = result.outputFile;
    return {
      content,
      whole: note(complete ? `All of the output is in ${path}` : `More of the output is in ${path}`),
    };
  }
  const path = result.truncated === undefined ? spill(output) : null;
  return { content, whole: path === null ? '' : note(`All of the output is in ${path}`) };
}

function prefixOf(result: ShellResult): string {
  const background = result.backgroundOutput ?? '';
  const meanwhile =
    background === '' ? '' : `[Processes in the background wrote:]\n${cutInMiddle(background).trimEnd()}\n`;
  const screen = result.screen === undefined ? '' : '[The screen of the running program:]\n';
  const continued = result.continued && result.status !== 'completed' ? CONTINUED_PREFIX : '';
  return meanwhile + (screen === '' ? continued : screen);
}

function endOf({ request, result, limits }: CommandReport): string {
  switch (result.status) {
    case 'completed': {
      const key = request.isInput ? (/^C-(.)$/.exec(request.command.trim())?.[1] ?? null) : null;
      return completedSuffix(result.exitCode, key === null ? null : key.toUpperCase());
    }
    case 'no-change':
      return noChangeSuffix(limits.noChangeTimeoutSeconds);
    case 'hard-timeout':
      return request.isStatic
        ? staticTimeoutSuffix(limits.timeoutSeconds)
        : hardTimeoutSuffix(limits.timeoutSeconds);
    case 'sent':
      return inputSentSuffix();
    case 'cancelled':
      return stoppedSuffix(result.exitCode);
    case 'refused':
      return notExecutedSuffix(request.command);
  }
}

function notesOf({ result, notes }: CommandReport): string {
  const waiting = result.waitingForInput === true ? note('The program waits for input.') : '';
  const restart = result.restart === undefined ? '' : note(result.restart.message);
  const unsent =
    result.status === 'completed' && result.refusal !== undefined ? note(result.refusal.message) : '';
  return waiting + unsent + restart + notes;
}

function machine(): { username: string; hostname: string } {
  owner ??= { username: currentUser().name, hostname: hostname() };
  return owner;
}

interface Metadata {
  exit_code: number;
  pid: number;
  username: string | null;
  hostname: string | null;
  working_dir: string | null;
  prefix: string;
  suffix: string;
}

function observation(request: RunRequest, content: string, known: Partial<Metadata>): ObservationDraft {
  const metadata = {
    exit_code: -1,
    pid: -1,
    username: null,
    hostname: null,
    working_dir: null,
    py_interpreter_path: null,
    prefix: '',
    suffix: '',
    ...known,
  };
  return {
    observation: 'run',
    content,
    extras: { command: request.command, metadata, hidden: request.hidden },
    success: metadata.exit_code === 0,
  };
}
