import { homedir, userInfo } from 'node:os';

export interface CurrentUser {
  uid: number;
  gid: number;
  name: string;
  home: string;
}

/** Who this process runs as. Containers run as ids that no account has; those get a name made up. */
export function currentUser(): CurrentUser {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  try {
    const { username } = userInfo();
    return { uid, gid, name: username, home: homedir() };
  } catch {
    const home = process.env['HOME'] ?? '';
    return {
      uid,
      gid,
      name: process.env['USER'] ?? `user${uid}`,
      home: home.startsWith('/') ? home : '/tmp',
    };
  }
}

/** The homes of this user: the one that `HOME` names, and the account's, where the two differ. */
export function accountHomes(): string[] {
  const { home } = currentUser();
  try {
    const { homedir: account } = userInfo();
    return account.startsWith('/') && account !== '/' ? [home, account] : [home];
  } catch {
    // An id without an account has no other home.
    return [home];
  }
}
