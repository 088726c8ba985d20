import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MILLISECONDS = 5000;

interface Process {
  pid: number;
  command: string;
}

/**
 * Gives the run a folder of its own for everything that tests put under the temporary folder or the
 * home, and removes it at the end. A process that the tests started and that is still alive then is a
 * defect: it is named, ended, and the run fails.
 */
export default function provideTestRoot(): () => Promise<void> {
  // Short, because paths of unix sockets below it must stay under 108 bytes.
  const root = mkdtempSync(join(tmpdir(), 'ct-'));
  process.env['CAPSTAN_TEST_ROOT'] = root;
  process.env['TMPDIR'] = root;
  return async () => {
    const left = await waitForProcesses(root);
    for (const { pid, command } of left) {
      console.error(`Left running by the tests: ${command} (pid ${pid})`);
      end(pid);
    }
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (left.length > 0) process.exitCode = 1;
  };
}

async function waitForProcesses(root: string): Promise<Process[]> {
  const deadline = Date.now() + GRACE_MILLISECONDS;
  let left = processesOf(root);
  while (left.length > 0 && Date.now() < deadline) {
    await delay(50);
    left = processesOf(root);
  }
  return left;
}

/** Processes that carry the folder in their arguments, environment or working directory. */
function processesOf(root: string): Process[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = read(`/proc/${name}/cmdline`);
      const traces = [command, read(`/proc/${name}/environ`), link(`/proc/${name}/cwd`)];
      const ours = traces.some((trace) => trace.includes(root));
      const isVitest = command.includes('vitest') || Number(name) === process.ppid;
      return ours && !isVitest ? [{ pid: Number(name), command: command.replaceAll('\0', ' ').trim() }] : [];
    });
}

/** A process may end, or belong to someone else, between listing and looking: then it is not ours. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function link(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    console.error(`could not end ${pid}: ${String(error)}`);
  }
}
