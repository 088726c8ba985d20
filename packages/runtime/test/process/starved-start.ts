import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { NEWEST_FEATURES } from '../../src/sandbox/bubblewrap-arguments.ts';
import { locateExecutorCode } from '../../src/sandbox/executor-code.ts';
import { NO_LIMITS } from '../../src/sandbox/limits.ts';
import { findProgram } from '../../src/sandbox/program-path.ts';
import { chooseSandboxUser } from '../../src/sandbox/sandbox-user.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';

/** Starts a sandbox with hardly a file left to open, and prints what came of it. `workspace` and log are arguments. */
const [workspace = '', log = ''] = process.argv.slice(2);
const start = {
  bubblewrap: findProgram('bwrap') ?? '',
  features: NEWEST_FEATURES,
  id: `capstan-starved-${process.pid}`,
  specification: {
    workspace,
    user: chooseSandboxUser(workspace),
    network: 'off' as const,
    limits: NO_LIMITS,
    readOnlyPaths: [],
    hiddenPaths: [],
    gitIdentity: { name: 'A', email: 'a@localhost' },
    searchPath: '/usr/bin:/bin',
  },
  code: locateExecutorCode(),
  arguments: [],
  inherited: [],
  log: openSync(log, 'w'),
  egressSocket: null,
  compileCache: null,
  configuration: () => '',
};
const opened: number[] = [];
try {
  for (;;) opened.push(openSync(devNull, 'r'));
} catch {
  // As many as there may be.
}
for (const descriptor of opened.splice(-4)) closeSync(descriptor);
const started = await startSandbox(start);
process.stdout.write(started === undefined ? 'not started\n' : 'started\n');
