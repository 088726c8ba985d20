import { spawn } from 'node:child_process';

/** Waits until its input ends, which it does with the process that holds the other end, however that ended. */
const SCRIPT = `
read -r _
kill -TERM -- "-$1"
sleep 1
kill -KILL -- "-$1"
for file in $(grep -las "$2" /proc/[0-9]*/environ); do
  pid=\${file#/proc/}
  kill -KILL "\${pid%/environ}"
done`;

/**
 * Ends a process group, and the processes whose environment holds this mark, when this process is killed: for programs that
 * no sandbox takes along. Disposed of, it does nothing any more.
 */
export function guardProgram(group: number, mark: string): Disposable {
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'capstan-guard', String(group), mark], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH },
    detached: true,
  });
  // Without it the program runs all the same.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  return { [Symbol.dispose]: () => void guard.kill('SIGKILL') };
}
