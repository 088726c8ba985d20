import { once } from 'node:events';
import { constants, devNull, setPriority } from 'node:os';
import { NEWEST_FEATURES } from '../sandbox/bubblewrap-arguments.ts';
import type { CompileCache } from '../sandbox/compile-cache.ts';
import type { ExecutorCode } from '../sandbox/executor-code.ts';
import { NO_LIMITS } from '../sandbox/limits.ts';
import { isRunning, killProcess } from '../sandbox/process-identity.ts';
import { findProgram } from '../sandbox/program-path.ts';
import type { SandboxSpecification } from '../sandbox/sandbox-specification.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { OpenFiles } from './open-files.ts';

const FILL_MILLISECONDS = 20_000;

/**
 * Has the executor load itself once, at low priority, in a sandbox without workspace and network, and keep what was
 * compiled. Where that does not work, sandboxes go on starting a little slower.
 */
export async function fillCompileCache(
  cache: CompileCache,
  code: ExecutorCode,
  specification: SandboxSpecification,
): Promise<void> {
  const bubblewrap = findProgram('bwrap');
  if (bubblewrap === undefined || cache.folder !== undefined) return;
  const folder = cache.open();
  if (folder === undefined) return;
  let filled = false;
  try {
    filled = await fill(bubblewrap, folder, code, specification);
  } finally {
    if (filled) cache.publish(folder);
    else cache.discard(folder);
  }
}

/** Whether the executor came up and wrote down what it compiled. */
async function fill(
  bubblewrap: string,
  folder: string,
  code: ExecutorCode,
  specification: SandboxSpecification,
): Promise<boolean> {
  using files = new OpenFiles();
  const started = await startSandbox({
    bubblewrap,
    features: NEWEST_FEATURES,
    id: `capstan-fill-${process.pid}`,
    specification: {
      ...specification,
      limits: NO_LIMITS,
      workspace: folder,
      network: 'off',
      readOnlyPaths: [],
      hiddenPaths: [],
    },
    code,
    arguments: ['fill-cache'],
    inherited: [],
    log: files.open(devNull, 'w'),
    egressSocket: null,
    compileCache: { folder, writable: true },
    // Nobody else would end it: where its folder has gone, Node tries to make it for ever.
    endsWithParent: true,
    configuration: () => '',
  });
  if (started === undefined) return false;
  const ended = once(started.child, 'exit');
  const overdue = setTimeout(() => killProcess(started.init), FILL_MILLISECONDS).unref();
  if (isRunning(started.init)) setPriority(started.init.pid, constants.priority.PRIORITY_LOW);
  started.release();
  const [exitCode] = await ended;
  clearTimeout(overdue);
  return exitCode === 0;
}
