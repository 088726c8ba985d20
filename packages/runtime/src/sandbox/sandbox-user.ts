import { readFileSync, statSync } from 'node:fs';
import { currentUser } from './current-user.ts';
import { SYSTEM_FOLDERS } from './system-folder.ts';
import { isInside } from './toolchain-path.ts';

/** Who runs inside a sandbox, and as whom bubblewrap is started. */
export interface SandboxUser {
  /** Real ids to start bubblewrap with; `null` keeps those of this process. */
  startAs: { uid: number; gid: number } | null;
  /** Ids as seen inside. */
  uid: number;
  gid: number;
  name: string;
  home: string;
  /** Whether the processes still are root to the kernel's permission checks (without any capability). */
  ownedByRoot: boolean;
}

/** Ids that stand for root inside: tools that believe to be root try to change owners, and fail. */
const ROOT_STAND_IN = { uid: 1000, gid: 1000, name: 'capstan' };

/**
 * Chooses the user such that new files in the workspace belong to the workspace's owner:
 * - an ordinary user stays who they are;
 * - root working in somebody's folder becomes that somebody;
 * - root working in root's own folder stays root outside, without capabilities, and is uid 1000 inside.
 */
export function chooseSandboxUser(workspace: string): SandboxUser {
  const self = currentUser();
  if (self.uid !== 0) {
    return { ...self, home: homeFor(self.home, self.name), startAs: null, ownedByRoot: false };
  }
  const owner = statSync(workspace);
  if (owner.uid === 0) {
    const home = homeFor(self.home, ROOT_STAND_IN.name);
    return { startAs: null, ...ROOT_STAND_IN, home, ownedByRoot: true };
  }
  const { uid, gid } = owner;
  const { name, home } = passwdEntry(uid) ?? { name: `user${uid}`, home: '' };
  return { startAs: { uid, gid }, uid, gid, name, home: homeFor(home, name), ownedByRoot: false };
}

/** The account's home, unless covering that would cover the system, as for accounts of services. */
function homeFor(home: string, name: string): string {
  const usable =
    home.startsWith('/') && home !== '/' && !SYSTEM_FOLDERS.some((folder) => isInside(home, folder));
  return usable ? home : `/home/${name}`;
}

function passwdEntry(uid: number): { name: string; home: string } | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const fields = line.split(':');
    if (fields[2] !== String(uid)) continue;
    const [name, , , , , home] = fields;
    if (name !== undefined && home !== undefined) return { name, home };
  }
  return undefined;
}

/** The machine's accounts, with the sandbox's user put in the place of whoever has its name or id. */
export function passwdFor(user: SandboxUser): string {
  const others = accountLines('/etc/passwd', user.name, user.uid);
  return `${user.name}:x:${user.uid}:${user.gid}::${user.home}:/bin/bash\n${others}`;
}

export function groupFor(user: SandboxUser): string {
  return `${user.name}:x:${user.gid}:\n${accountLines('/etc/group', user.name, user.gid)}`;
}

function accountLines(file: string, name: string, id: number): string {
  const kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => {
      const fields = line.split(':');
      return line !== '' && fields[0] !== name && fields[2] !== String(id);
    });
  return `${kept.join('\n')}\n`;
}
