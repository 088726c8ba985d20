import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Complaints } from './complaints.ts';

const TIMEOUT_MILLISECONDS = 5 * 60_000;

export interface ProgramResult {
  ok: boolean;
  output: string;
}

/** Runs a script of `node_modules` with this Node; rejects when it cannot be started. */
export async function runTool(root: string, script: string, args: string[]): Promise<ProgramResult> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MILLISECONDS,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
  const [ok, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { ok, output: `${stdout}${stderr}`.trim() };
}

/** A check that is nothing but the exit code of a tool. */
export function tool(script: string, ...args: string[]): (root: string) => Promise<Complaints> {
  return async (root) => {
    const { ok, output } = await runTool(root, script, args);
    return ok ? [] : [output === '' ? `${script} failed without a word` : output];
  };
}
