import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CODE_ROOT, type ExecutorCode } from './executor-code.ts';
import type { SandboxSpecification } from './sandbox-specification.ts';
import type { SandboxUser } from './sandbox-user.ts';
import { SYSTEM_LINKS } from './system-folder.ts';
import { findPrivateEntries } from './system-mask.ts';
import { isInside, toolchainFolders } from './toolchain-path.ts';

/** File descriptors that the sandbox's first process finds open, by number. */
export interface InheritedFiles {
  info: number;
  block: number;
  passwd: number;
  group: number;
  hosts: number;
  gitConfiguration: number;
}

/** Options that older versions of bubblewrap lack. */
export interface BubblewrapFeatures {
  disableUserNamespaces: boolean;
  sizes: boolean;
}

export const NEWEST_FEATURES: BubblewrapFeatures = { disableUserNamespaces: true, sizes: true };

export const HOST_NAME = 'capstan';
export const NODE_INSIDE = join(CODE_ROOT, 'node');
export const EGRESS_SOCKET_INSIDE = join(CODE_ROOT, 'egress.sock');
export const COMPILE_CACHE_INSIDE = join(CODE_ROOT, 'compile-cache');

const KERNEL_SETTINGS = ['bus', 'fs', 'irq', 'mtrr', 'sys', 'sysrq-trigger'];
const KERNEL_FOLDERS = ['acpi', 'asound', 'driver', 'scsi'];
const KERNEL_SECRETS = [
  ...['kallsyms', 'kcore', 'keys', 'kmsg', 'kpagecgroup', 'kpagecount', 'kpageflags', 'latency_stats'],
  ...['pagetypeinfo', 'sched_debug', 'slabinfo', 'timer_list', 'timer_stats', 'vmallocinfo'],
];

/** Namespaces, and no way back: no capability, no new user namespace, no terminal of the caller. */
export function isolationArguments(
  user: SandboxUser,
  network: boolean,
  features: BubblewrapFeatures,
): string[] {
  return [
    '--unshare-user',
    ...(features.disableUserNamespaces ? ['--disable-userns'] : []),
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(network ? [] : ['--unshare-net']),
    ...['--uid', String(user.uid), '--gid', String(user.gid), '--hostname', HOST_NAME],
    ...['--cap-drop', 'ALL', '--new-session'],
  ];
}

/** The machine's programs, read-only. */
export function systemArguments(): string[] {
  const list = ['--ro-bind', '/usr', '/usr'];
  for (const path of SYSTEM_LINKS) {
    if (!existsSync(path)) continue;
    if (lstatSync(path).isSymbolicLink()) list.push('--symlink', readlinkSync(path), path);
    else list.push('--ro-bind', path, path);
  }
  return [...list, '--proc', '/proc', ...kernelArguments(), '--dev', '/dev'];
}

/**
 * Settings and secrets of the kernel, which a process of root can reach through `/proc` even without a
 * capability. Bubblewrap covers them only where it sees that they can be written, which it does not for
 * `/proc/sys`.
 */
function kernelArguments(): string[] {
  const present = (name: string): boolean => existsSync(join('/proc', name));
  return [
    ...KERNEL_SETTINGS.filter(present).flatMap((name) => [
      '--ro-bind',
      join('/proc', name),
      join('/proc', name),
    ]),
    ...KERNEL_FOLDERS.filter(present).flatMap((name) => emptyFolder(join('/proc', name))),
    ...KERNEL_SECRETS.filter(present).flatMap((name) => ['--ro-bind', '/dev/null', join('/proc', name)]),
  ];
}

/** Covers a folder. Its mode alone would not keep it empty: it belongs to whoever is inside. */
const emptyFolder = (path: string): string[] => ['--perms', '0555', '--tmpfs', path, '--remount-ro', path];

/**
 * Covers a folder in the workspace. The folders on the way to it become mount points, which the kernel does
 * not rename: moved aside, they could be replaced by others that this machine then takes for its own.
 */
function hiddenFolder(path: string, workspace: string): string[] {
  const between: string[] = [];
  for (let folder = dirname(path); isInside(folder, workspace) && folder !== workspace;) {
    between.unshift('--bind', folder, folder);
    folder = dirname(folder);
  }
  return [...between, ...emptyFolder(path)];
}

/** Every argument of bubblewrap before the command. Order matters: a later mount covers an earlier one. */
export function bubblewrapArguments(
  specification: SandboxSpecification,
  files: InheritedFiles,
  features: BubblewrapFeatures,
): string[] {
  const { user, workspace, network } = specification;
  return [
    ...isolationArguments(user, network === 'on', features),
    ...systemArguments(),
    ...configurationArguments(specification, files),
    ...scratchFolders(specification, features),
    ...temporaryFolder(user.home, '0700', HOME_SHARE, specification, features),
    ...['--perms', '0644', '--file', String(files.gitConfiguration), join(user.home, '.gitconfig')],
    ...shownArguments(specification),
    ...['--bind', workspace, workspace, '--chdir', workspace],
    ...specification.hiddenPaths.flatMap((path) => hiddenFolder(path, workspace)),
    ...['--info-fd', String(files.info), '--block-fd', String(files.block)],
  ];
}

/** Puts Node and the executor in. Comes after everything that lies elsewhere. */
export function codeArguments(code: ExecutorCode): string[] {
  const list = ['--ro-bind', code.node, NODE_INSIDE];
  for (const [here, inside] of code.mounts) list.push('--ro-bind', here, inside);
  return list;
}

function configurationArguments({ user }: SandboxSpecification, files: InheritedFiles): string[] {
  const list = ['--ro-bind', '/etc', '/etc'];
  if (user.ownedByRoot) {
    const mask = findPrivateEntries('/etc');
    for (const file of mask.files) list.push('--ro-bind', '/dev/null', file);
    for (const folder of mask.folders) list.push(...emptyFolder(folder));
  }
  const generated = { '/etc/passwd': files.passwd, '/etc/group': files.group, '/etc/hosts': files.hosts };
  for (const [path, descriptor] of Object.entries(generated)) {
    list.push('--perms', '0444', '--ro-bind-data', String(descriptor), path);
  }
  const resolver = existsSync('/etc/resolv.conf') ? realpathSync('/etc/resolv.conf') : '/etc/resolv.conf';
  if (!isInside(resolver, '/etc')) list.push('--ro-bind-try', resolver, resolver);
  return [...list, '--ro-bind-try', '/sys/devices/system/cpu', '/sys/devices/system/cpu'];
}

/**
 * Parts of the memory limit that files in memory may take. Together they leave a quarter for processes:
 * what lies in a file cannot be got back by killing anybody, and without room every command would be killed.
 */
const HOME_SHARE = 1 / 4;
const SCRATCH_SHARES = { '/tmp': 3 / 8, '/var/tmp': 1 / 16, '/dev/shm': 1 / 16 } as const;

/** Folders to write to, and nothing beside them in `/dev`, which has no limit of its own. */
function scratchFolders(specification: SandboxSpecification, features: BubblewrapFeatures): string[] {
  const folders = Object.entries(SCRATCH_SHARES).flatMap(([path, share]) =>
    temporaryFolder(path, '1777', share, specification, features),
  );
  return [...folders, '--remount-ro', '/dev'];
}

function temporaryFolder(
  path: string,
  permissions: string,
  share: number,
  { limits }: SandboxSpecification,
  features: BubblewrapFeatures,
): string[] {
  const size = limits.memoryBytes === null ? null : Math.floor(limits.memoryBytes * share);
  const bound = size === null || !features.sizes ? [] : ['--size', String(size)];
  return ['--perms', permissions, ...bound, '--tmpfs', path];
}

function shownArguments({ user, readOnlyPaths, searchPath }: SandboxSpecification): string[] {
  const shown = [...toolchainFolders(searchPath, user.home), ...readOnlyPaths];
  return shown.flatMap((path) => ['--ro-bind-try', path, path]);
}
