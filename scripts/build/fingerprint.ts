import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a part of `dist/` was made from. */
export interface Fingerprint {
  /** Of names, sizes and times: quick to make. When it is equal, the sources are. */
  stat: string;
  /** Of names and contents: made when `stat` differs, as after a checkout. */
  content: string;
}

/** Files and folders that something is made from, as paths from the root. */
export interface SourceRoots {
  folders: readonly string[];
  /** Folders inside those that have no part in it. */
  without?: readonly string[];
}

const FILES = ['package-lock.json'];
const PASSED_OVER = /^(node_modules|test|coverage|dist|stories)$|\.test\.tsx?$/;

/** The files that a part of the build depends on, sorted, as paths from the root. */
export function buildSources(root: string, { folders, without = [] }: SourceRoots): string[] {
  const found: string[] = [...FILES];
  const visit = (folder: string): void => {
    if (without.includes(folder)) return;
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (PASSED_OVER.test(entry.name)) continue;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) visit(folder);
  return found.toSorted();
}

export function statFingerprint(root: string, sources: string[]): string {
  const hash = createHash('sha256');
  for (const path of sources) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

export function contentFingerprint(root: string, sources: string[]): string {
  const hash = createHash('sha256');
  for (const path of sources) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
