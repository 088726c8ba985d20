import { CODE_ROOT } from './executor-code.ts';

/** Folders that are part of `/usr` on newer systems and stand for themselves on older ones. */
export const SYSTEM_LINKS: readonly string[] = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Folders that belong to the system with all that is in them. */
export const SYSTEM_FOLDERS: readonly string[] = [
  ...['/boot', '/dev', '/etc', '/proc', '/sys', '/usr', CODE_ROOT],
  ...SYSTEM_LINKS,
];
