import { runCommand } from '../harness/run-command.ts';

/** The least that anything can take that starts Node: a program that does nothing. Milliseconds. */
export async function emptyNodeMilliseconds(): Promise<number> {
  const { exitCode, wallMilliseconds } = await runCommand(process.execPath, ['-e', '0']);
  if (exitCode !== 0) throw new Error(`an empty Node ended with ${exitCode}`);
  return wallMilliseconds;
}
