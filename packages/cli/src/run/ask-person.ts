import { createInterface } from 'node:readline/promises';
import type { ActionEvent } from '@capstan/protocol';
import { approvalLines } from './approval-lines.ts';

/** `stop`: the person pressed Ctrl-C; `leave`: nobody is there any more. */
export type PersonAnswer = 'yes' | 'no' | 'stop' | 'leave';

/** Shows an action as a whole and asks on the terminal whether it may run. Anything but yes is no. */
export async function askPerson(action: ActionEvent, signal: AbortSignal): Promise<PersonAnswer> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Without a listener the interface turns Ctrl-C into an error of its own.
  const interrupted = Promise.withResolvers<PersonAnswer>();
  terminal.once('SIGINT', () => {
    process.stderr.write('\n');
    interrupted.resolve('stop');
  });
  terminal.once('close', () => interrupted.resolve('leave'));
  try {
    process.stderr.write(`${approvalLines(action).join('\n')}\n`);
    return await Promise.race([
      answerTo(terminal.question('Allow it? [y/N] ', { signal }), signal),
      interrupted.promise,
    ]);
  } finally {
    terminal.close();
  }
}

async function answerTo(question: Promise<string>, signal: AbortSignal): Promise<PersonAnswer> {
  try {
    return /^y(es)?$/i.test((await question).trim()) ? 'yes' : 'no';
  } catch (error) {
    if (signal.aborted) return 'leave';
    throw error;
  }
}
