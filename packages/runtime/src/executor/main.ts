/** The process inside a sandbox; with an argument, one of the other processes that belong to it. */
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { ExecutorConfiguration } from './configuration.ts';
import { serveExecutor } from './serve-executor.ts';

const [mode] = process.argv.slice(2);
if (mode === 'egress') {
  const { runEgressProcess } = await import('../sandbox/egress-process.ts');
  runEgressProcess();
} else if (mode === 'fill-cache') {
  await import('../file/index.ts');
  await import('../access/serve-access.ts');
  await import('../access/direct-access.ts');
  flushCompileCache();
} else {
  // Written by the process that made the sandbox, before anything else ran in it.
  const configuration = JSON.parse(readFileSync(0, 'utf8')) as ExecutorConfiguration;
  await serveExecutor(configuration);
}
