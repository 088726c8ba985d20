import { CapstanError } from '@capstan/protocol';

export const NO_BUBBLEWRAP_REMEDY =
  'Install bubblewrap (`apt install bubblewrap`), or pass --runtime cli to run without a sandbox.';

/** The error for a machine that cannot sandbox, with what its own words point to. */
export function sandboxUnavailable(complaint: string): CapstanError {
  const text = complaint.trim().replaceAll(/\s*\n\s*/g, '; ');
  return new CapstanError('sandbox_unavailable', `No sandbox can be made on this machine: ${text}`, {
    remedy: `${remedyFor(text)} Or pass --runtime cli to run without a sandbox.`,
  });
}

/** What a person can do about a complaint of bubblewrap. */
export function remedyFor(complaint: string): string {
  if (/Unknown option/i.test(complaint)) return 'Install bubblewrap 0.8 or newer.';
  if (/setting up uid map|newuidmap/i.test(complaint)) {
    return 'Allow it in AppArmor: `sysctl kernel.apparmor_restrict_unprivileged_userns=0`, or add a profile for bwrap.';
  }
  if (/Can't .*Permission denied/i.test(complaint)) {
    return "Install Capstan, and keep the workspace, where the workspace's owner can reach them, such as in /opt.";
  }
  if (/No space left on device/i.test(complaint)) {
    return 'Raise the number of user namespaces: `sysctl user.max_user_namespaces=10000`.';
  }
  if (/namespace|Operation not permitted|clone/i.test(complaint)) {
    return (
      'Allow user namespaces: `sysctl kernel.unprivileged_userns_clone=1` (Debian) or ' +
      '`sysctl kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu); inside Docker, start the ' +
      'container with `--security-opt seccomp=unconfined`.'
    );
  }
  return 'Run `capstan doctor` for details.';
}
