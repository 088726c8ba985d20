import { runCommand } from '../harness/run-command.ts';

const SANDBOX = [
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
  '--unshare-all',
  '--cap-drop',
  'ALL',
];

/** The least that a sandbox can cost: bubblewrap around a bash that runs `true`. Milliseconds. */
export async function bareSandboxMilliseconds(): Promise<number> {
  const { exitCode, wallMilliseconds, stderr } = await runCommand('bwrap', [
    ...SANDBOX,
    'bash',
    '-c',
    'true',
  ]);
  if (exitCode !== 0) throw new Error(`bubblewrap ended with ${exitCode}: ${stderr}`);
  return wallMilliseconds;
}
