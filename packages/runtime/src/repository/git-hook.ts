import type { WorkspaceAccess } from '@capstan/protocol';

/** What became of the `pre-commit` hook that a repository asks for. */
export interface HookResult {
  /** Relative to the repository. */
  script: string;
  /** Why it does not run before commits; null when it does. */
  problem: string | null;
}

const MARK = 'Installed by Capstan';
/** In hooks that OpenHands wrote: they do what ours does, so they are replaced. */
const FORMER_MARK = 'This hook was installed by OpenHands';

/** A hook that was kept may in turn call this one, as those of the pre-commit framework do: it runs once. */
const hook = (script: string): string => `#!/bin/sh
# ${MARK}: runs ${script} before each commit, after the hook that was here before, pre-commit.local.
if [ "$CAPSTAN_PRE_COMMIT" = "$PWD" ]; then exit 0; fi
CAPSTAN_PRE_COMMIT=$PWD
export CAPSTAN_PRE_COMMIT
kept=$(dirname "$0")/pre-commit.local
if [ -x "$kept" ]; then "$kept" "$@" || exit; fi
if [ -f ${script} ]; then exec bash ${script} "$@"; fi
`;

/** The hook comes on standard input, and takes its place as a whole. */
const INSTALL = `set -e
if [ -n "$(git -c safe.directory='*' rev-parse --show-cdup)" ]; then
  echo 'it is no repository of its own' >&2
  exit 1
fi
hooks=$(git -c safe.directory='*' rev-parse --git-common-dir)/hooks
mkdir -p "$hooks"
hook=$hooks/pre-commit
cat > "$hook.capstan"
chmod 755 "$hook.capstan"
if [ -e "$hook" ] && ! grep -q -e '${MARK}' -e '${FORMER_MARK}' "$hook"; then
  mv -f "$hook" "$hook.local"
fi
mv -f "$hook.capstan" "$hook"
if [ -n "$(git -c safe.directory='*' config core.hooksPath)" ]; then
  echo 'core.hooksPath leads git to other hooks' >&2
  exit 1
fi`;

/** Makes git run `script` before each commit. Doing it again changes nothing; a failure is a result. */
export async function installPreCommitHook(
  access: WorkspaceAccess,
  { folder, script, signal }: { folder: string; script: string; signal: AbortSignal | undefined },
): Promise<HookResult> {
  const { exitCode, stderr } = await access.run({
    program: 'sh',
    args: ['-c', INSTALL],
    cwd: folder,
    input: hook(script),
    environment: { LC_ALL: 'C' },
    ...(signal !== undefined && { signal }),
  });
  if (exitCode === 0) return { script, problem: null };
  return { script, problem: stderr.trim() || 'it could not be installed' };
}
