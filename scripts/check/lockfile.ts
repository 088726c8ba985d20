import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaints } from './complaints.ts';

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockEntry>;
}

/** The lockfile installs the same on every machine and from every registry. */
export function checkLockfile(root: string): Complaints {
  return lockfileComplaints(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
}

export function lockfileComplaints(lockfile: Lockfile): Complaints {
  return Object.entries(lockfile.packages).flatMap(([path, entry]) => {
    const isInstalled = path.startsWith('node_modules/') || path.includes('/node_modules/');
    const host =
      entry.link !== true && entry.resolved !== undefined && isInstalled ? [`${path} names its host`] : [];
    const unsigned =
      isInstalled && entry.link !== true && entry.integrity === undefined ? [`${path} has no integrity`] : [];
    // npm leaves out what the registry did not have, and then `npm ci` fails on that platform.
    const lost = Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !isLocked(lockfile, path, name),
    );
    return [
      ...host,
      ...unsigned,
      ...lost.map((name) => `${path || 'the workspace'} needs ${name}, which is not locked`),
    ];
  });
}

/** Looks where Node would: beside the package, then further and further up. */
function isLocked(lockfile: Lockfile, from: string, name: string): boolean {
  for (let folder = from; ; folder = parent(folder)) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lockfile.packages[place] !== undefined) return true;
    if (folder === '') return false;
  }
}

function parent(folder: string): string {
  const at = folder.lastIndexOf('/node_modules/');
  return at === -1 ? '' : folder.slice(0, at);
}
