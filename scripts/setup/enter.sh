#!/bin/sh
# Runs the project's own Node with the arguments given. When something it needs is missing or out of
# date, the set-up runs first; when all is there, nothing is asked of the network and nothing is
# started but that Node, which takes over this process: signals and exit code are its own.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
state="$root/node_modules/.capstan"

# `ready` lists files without which the set-up has to look again.
is_ready() {
  [ -f "$state/ready" ] && cmp -s "$root/package-lock.json" "$state/package-lock.json" || return 1
  while IFS= read -r file; do
    [ -e "$file" ] || return 1
  done <"$state/ready"
}

# The Node that sets up: the one that runs npm, or the first in PATH, but not the one that is replaced.
system_node() {
  case "${npm_node_execpath:-}" in
    '' | "$root"/*) ;;
    *) if [ -x "$npm_node_execpath" ]; then echo "$npm_node_execpath"; return; fi ;;
  esac
  old_ifs=$IFS
  IFS=:
  for folder in $PATH; do
    case "$folder" in
      */node_modules/*) ;;
      *) if [ -x "$folder/node" ]; then echo "$folder/node"; IFS=$old_ifs; return; fi ;;
    esac
  done
  IFS=$old_ifs
  if [ -x "$root/node_modules/.bin/node" ]; then echo "$root/node_modules/.bin/node"; fi
}

set_up() {
  node=$(system_node)
  if [ -z "$node" ]; then
    echo 'set-up: no Node was found. Install Node 18 or newer with npm (Debian: apt-get install nodejs npm) and run again.' >&2
    exit 1
  fi
  if ! mkdir -p "$root/.cache" 2>/dev/null || ! : 2>/dev/null >>"$root/.cache/set-up.lock"; then
    echo "set-up: $root cannot be written to by $(id -un 2>/dev/null || id -u). Run as its owner, or clone it to a folder of your own." >&2
    exit 1
  fi
  # The kernel lets go of the lock when its holder ends, however it ends.
  if command -v flock >/dev/null 2>&1; then
    exec 9>>"$root/.cache/set-up.lock"
    if ! flock -n 9; then
      echo 'set-up: another one is running here, waiting for it …' >&2
      if ! flock -w 900 9; then
        echo 'set-up: the other one did not end within 15 minutes. End it and run again.' >&2
        exit 1
      fi
    fi
    is_ready || CAPSTAN_SET_UP_LOCK=9 "$node" "$root/scripts/setup/main.mjs" "$root"
    exec 9>&-
  else
    "$node" "$root/scripts/setup/main.mjs" "$root"
  fi
}

is_ready || set_up
[ $# -gt 0 ] || exit 0
PATH="$root/node_modules/.bin:$PATH"
export PATH
exec "$root/node_modules/.bin/node" "$@"
