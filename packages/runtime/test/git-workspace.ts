import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkspaceAccess } from '@capstan/protocol';
import { DirectAccess } from '../src/access/direct-access.ts';
import { userEnvironment } from '../src/driver/command-environment.ts';

const WHO = { name: 'Somebody', email: 'somebody@example.org' };

/** A workspace with real repositories in it, and bare ones beside it that they come from. */
export class GitWorkspace implements Disposable {
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'capstan-git-test-')));
  readonly root = join(this.#folder, 'workspace');
  /** Variables of what runs in the workspace. */
  readonly environment: Record<string, string> = {};
  /** As the `cli` runtime has it. */
  readonly access: WorkspaceAccess = new DirectAccess({
    scope: { workspace: this.root, readable: [this.root], writable: [this.root], alias: null },
    environment: () => userEnvironment(process.env, this.environment),
  });

  constructor() {
    mkdirSync(this.root);
  }

  /** What git printed; `folder` is relative to the workspace. */
  git(folder: string, ...args: string[]): string {
    const identity = ['-c', `user.name=${WHO.name}`, '-c', `user.email=${WHO.email}`];
    return execFileSync('git', [...identity, ...args], {
      cwd: join(this.root, folder),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  commit(folder: string, message = 'a change'): void {
    this.git(folder, 'add', '--all');
    this.git(folder, 'commit', '--quiet', '--message', message);
  }

  /** A bare repository whose default branch `main` holds these files. */
  origin(name: string, files: Record<string, string | Uint8Array> = {}): string {
    const path = join(this.#folder, `${name}.git`);
    mkdirSync(dirname(path), { recursive: true });
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', path]);
    if (Object.keys(files).length === 0) return path;
    const source = `../source-${name.replaceAll('/', '-')}`;
    mkdirSync(join(this.root, source));
    this.git(source, 'init', '--quiet', '--initial-branch=main');
    for (const [file, content] of Object.entries(files)) this.write(`${source}/${file}`, content);
    this.commit(source, 'the beginning');
    this.git(source, 'push', '--quiet', path, 'main');
    return path;
  }

  /** A repository in the workspace, cloned from an origin that holds these files. */
  clone(folder: string, files: Record<string, string | Uint8Array>): void {
    const origin = this.origin(folder === '.' ? 'root' : folder, files);
    this.git('.', 'clone', '--quiet', origin, folder);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
