import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end and collects its complaints. It holds the lock of the set-up too, so that
 * one that outlives a killed set-up is waited for by the next.
 */
export function runProgram(command, args, options) {
  const lock = process.env['CAPSTAN_SET_UP_LOCK'];
  const stdio = ['ignore', 'ignore', 'pipe', ...(lock === undefined ? [] : [Number(lock)])];
  return spawnSync(command, args, { ...options, stdio, encoding: 'utf8' });
}
