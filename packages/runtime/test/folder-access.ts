import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';

const missing = (path: string) => (error: unknown) => {
  throw new CapstanError('file_not_found', path, { cause: error });
};

/** A folder of this machine as a workspace, until drivers give theirs. */
export function folderAccess(root: string): WorkspaceAccess {
  return {
    async list(path) {
      const entries = await readdir(resolve(root, path), { withFileTypes: true }).catch(missing(path));
      return entries
        .map((entry) => ({
          name: entry.name,
          type: entry.isFile()
            ? ('file' as const)
            : entry.isDirectory()
              ? ('folder' as const)
              : entry.isSymbolicLink()
                ? ('link' as const)
                : ('other' as const),
          sizeBytes: 0,
        }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    async read(path) {
      const { size, isFile } = await stat(resolve(root, path)).then(
        (found) => ({ size: found.size, isFile: found.isFile() }),
        missing(path),
      );
      if (!isFile) throw new CapstanError('file_unsuitable', path);
      return { sizeBytes: size, body: createReadStream(resolve(root, path)) };
    },
    async write(path, body) {
      await mkdir(dirname(resolve(root, path)), { recursive: true });
      await writeFile(resolve(root, path), body);
      return { path: resolve(root, path), sizeBytes: 0 };
    },
    zip() {
      throw new CapstanError('internal', 'no zip here');
    },
    run({ program, args, cwd = '.', environment, input = '', timeoutSeconds = 30, maxOutputBytes, signal }) {
      return new Promise((resolvePromise, reject) => {
        const most = maxOutputBytes ?? 1024 * 1024;
        const child = spawn(program, args, {
          cwd: resolve(root, cwd),
          env: { ...process.env, ...environment },
          detached: true,
        });
        const outputs = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
        let truncated = false;
        let timedOut = false;
        const end = (): void => {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        };
        const timer = setTimeout(() => {
          timedOut = true;
          end();
        }, timeoutSeconds * 1000);
        signal?.addEventListener('abort', end, { once: true });
        for (const name of ['stdout', 'stderr'] as const) {
          child[name].on('data', (data: Buffer) => {
            const whole = Buffer.concat([outputs[name], data]);
            truncated ||= whole.length > most;
            outputs[name] = whole.subarray(0, most);
          });
        }
        child.stdin.on('error', () => undefined);
        child.stdin.end(input);
        child.on('error', (error) => reject(new CapstanError('file_not_found', program, { cause: error })));
        child.on('close', (exitCode) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          if (signal?.aborted === true) return reject(new CapstanError('cancelled', program));
          resolvePromise({
            exitCode,
            stdout: outputs.stdout,
            stderr: outputs.stderr.toString(),
            truncated,
            timedOut,
          });
        });
      });
    },
  };
}
