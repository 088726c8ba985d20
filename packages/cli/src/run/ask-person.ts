import { createInterface } from 'node:readline/promises';
import type { ActionEvent } from '@capstan/protocol';
import { oneLine, plainText } from '../progress/plain-text.ts';

const RISKS: Readonly<Record<number, string>> = { [-1]: 'unknown', 0: 'low', 1: 'medium', 2: 'high' };

/** Asks on the terminal whether an action may run. Anything but yes is no; null when the signal fires. */
export async function askPerson(action: ActionEvent, signal: AbortSignal): Promise<boolean | null> {
  const risk =
    'security_risk' in action.args ? (RISKS[action.args.security_risk ?? -1] ?? 'unknown') : 'unknown';
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = `Allow: ${oneLine(plainText(action.message), 200)} (risk ${risk}) [y/N] `;
    const answer = await terminal.question(question, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    terminal.close();
  }
}
