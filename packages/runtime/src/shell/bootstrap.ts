import { MESSAGE_START, RECORD_SYNC, TEXT_COMPLETE } from './control-protocol.ts';

/** What the start-up file of the shell must know. Texts may hold any character but NUL. */
export interface BootstrapOptions {
  /** Path of the terminal device, such as `/dev/pts/3`. */
  devicePath: string;
  /** Path of the start-up file itself: a shell that exits starts its successor with it. */
  bootstrapPath: string;
  shellPath: string;
  /** The user's own start-up file; null reads none. */
  rcFile: string | null;
}

/**
 * First program of the process: takes the terminal, drops whatever descriptors leaked in and becomes the
 * interactive shell. `$1` terminal, `$2` start-up file, `$3` the terminal modes, empty when they are set.
 * The process leads a session without a terminal, so opening one acquires it. Run it with `-p`, which keeps
 * BASH_ENV out and passes every variable on, and with `--norc`, because bash reads the user's start-up file when
 * its input is a socket.
 */
export const LAUNCHER = [
  'exec 0<>"$1" 1>&0 2>&0',
  'for f in /dev/fd/*; do f=${f##*/}; [ "$f" -gt 3 ] && eval "exec $f>&-"; done',
  '[ -r "$2" ] || exit 1',
  '[ -n "$3" ] && stty $3',
  'exec "$0" --rcfile "$2" -i',
].join('\n');

/**
 * Output unprocessed, so that every byte arrives as written; ONLCR stays set (without effect) because
 * full-screen programs test it to choose their cursor movements. No flow control: C-s must not freeze a
 * command. Input is not echoed: the writer knows what was typed.
 */
export const TERMINAL_MODES = 'sane -opost -ixon -echo iutf8';

/** What undoes the options that would disturb the loop, after foreign settings were read in. */
export const QUIET_OPTIONS = 'set +exvn +H +o history';

/**
 * The start-up file. How it works:
 *
 * - bash is interactive (own process group per command, aliases, the user's start-up file), but its prompt is
 *   never reached: PROMPT_COMMAND runs `mapfile`, which calls back for every message on the control socket.
 *   The callback evaluates the command at top level: no enclosing function (`declare` stays global, `return`
 *   is refused) and no enclosing loop (`break` does not leave it).
 * - Whatever throws the shell back to its top level (C-c inside a loop) lands in PROMPT_COMMAND again, which
 *   reports the interrupted command.
 * - The callback is one line, because a syntax error in the evaluated text spoils the parsing of later lines.
 *   Its parts stand in `&&` and `||` lists, where `set -e` and ERR traps do not apply.
 * - Control descriptor: bash marks only its own copies close-on-exec, and a duplicate of such a copy inherits
 *   the mark. So the socket is duplicated from the copy which bash makes while the original is closed.
 * - A shell that ends by `exit` or `set -e` reports its state and becomes a new shell in the same process, so
 *   that the terminal and the background jobs live on.
 *
 * Messages to the shell and records from it: see `control-protocol.ts`.
 */
const SCRIPT = String.raw`
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf '%s\0' V '' '' '' "$BASH_VERSION" >&3
  exit 1
fi
# The descriptor gets a high number, out of the way of commands that close all up to 255, if the limit allows.
exec {__capstan_stderr}>&2 2>/dev/null
exec {__capstan_copy}<&3
eval "exec $__capstan_copy<&-"
for __capstan_fd in 1000 200 50 15; do
  eval "{ exec $__capstan_fd<&$__capstan_copy; } 3<&-"
  [[ -e /dev/fd/$__capstan_fd ]] && break
done
exec 3<&- 2>&"$__capstan_stderr" {__capstan_stderr}>&-
__capstan_origin=$__capstan_fd

# A lowered limit on open files leaves no room for the copy bash makes above the descriptor: use a lower one. And
# built-ins can be switched off.
__capstan_say() {
  builtin printf '%s\0' "$@" >&"$__capstan_fd" && return
  builtin enable eval export mapfile printf read
  exec {__capstan_fd}<&"$__capstan_origin"
  builtin printf '%s\0' "$@" >&"$__capstan_fd"
}

__capstan_say_environment() {
  { builtin printf 'E\0\0\0\0'; builtin export -p; builtin printf '@COMPLETE@\0'; } >&"$__capstan_fd"
}

__capstan_in() {
  __capstan_text=
  # The rest of a message whose reading was interrupted is passed over.
  until
    builtin mapfile -t -n 1 -d '' -u "$__capstan_fd" __capstan_message
    [[ \${__capstan_message-} == @START@ || -z \${__capstan_message+set} ]]
  do builtin :; done
  builtin mapfile -t -n 3 -d '' -u "$__capstan_fd" __capstan_message
  __capstan_reporting=0
  case \${__capstan_message-} in
    report-*) __capstan_reporting=1 __capstan_message=\${__capstan_message#report-} ;;
  esac
  case \${__capstan_message[0]-} in
    c) __capstan_text=\${__capstan_message[2]} ;;
    n | s) IFS= LC_ALL=C TMOUT= builtin read -r -N "\${__capstan_message[2]}" -u "$__capstan_fd" __capstan_text ;;
    e | u)
      builtin mapfile -t -n "\${__capstan_message[2]}" -d '' -u "$__capstan_fd" __capstan_entries
      case \${__capstan_message[0]} in
        e) builtin export -- "\${__capstan_entries[@]}" ;;
        u) builtin unset -v -- "\${__capstan_entries[@]}" ;;
      esac
      __capstan_entries=() __capstan_reporting=1
      ;;
    k) __capstan_last=\${__capstan_message[1]} ;;
    d) CDPATH= builtin cd -- "\${__capstan_message[2]}" ;;
    t) builtin command -p stty @MODES@ <@DEVICE@ ;;
  esac
  case \${__capstan_message[0]-} in
    c | n)
      if ((__capstan_message[1] <= __capstan_last)); then
        __capstan_text= __capstan_message=(cancelled)
        builtin return "$__capstan_status"
      fi
      __capstan_running=1
      __capstan_last=\${__capstan_message[1]}
      case $__capstan_flags in *v*) __capstan_text="set -v; $__capstan_text" ;; esac
      case $__capstan_flags in *x*) __capstan_text="set -x; $__capstan_text" ;; esac
      ;;
  esac
  builtin return "$__capstan_status"
}

__capstan_finish() {
  __capstan_status=$1
  case $1 in 14[7-9] | 150) builtin jobs -n >@DEVICE@ ;; *) builtin jobs -n ;; esac
  __capstan_say D "\${__capstan_message[1]-}" "$1" "\${!-}" "\${PWD-}"
  __capstan_running=0
  [[ \${PROMPT_COMMAND-} == "$__capstan_prompt" ]] || PROMPT_COMMAND=$__capstan_prompt
  [[ -z $__capstan_tty || -t $__capstan_tty ]] || eval "exec $__capstan_tty<>@DEVICE@"
}

__capstan_out() {
  builtin set -- "$?"
  __capstan_flags=$-
  builtin set +xv
  if ((__capstan_running)); then
    __capstan_finish "$1"
  elif [[ \${__capstan_message-} != cancelled ]]; then
    __capstan_say D "\${__capstan_message[1]-}" 0 "\${!-}" "\${PWD-}"
  fi
  if ((__capstan_reporting)); then __capstan_say_environment; fi
}

__capstan_enter() {
  builtin set -- "$?"
  __capstan_flags=$-
  builtin set +xv
  # A record may have been cut short.
  builtin printf '\0@SYNC@\0' >&"$__capstan_fd"
  if ((__capstan_running)); then
    __capstan_finish "$1"
    __capstan_say_environment
  elif ((__capstan_ready)); then
    __capstan_say I '' '' '' ''
  else
    __capstan_ready=1
    __capstan_say R "$$" '' '' "\${PWD-}"
    __capstan_say_environment
  fi
}

__capstan_exit() {
  builtin set -- "$?"
  ((__capstan_running)) || builtin return 0
  builtin set +exv
  __capstan_say X "\${__capstan_message[1]-}" "$1" "\${!-}" "\${PWD-}"
  # The rest goes without our variables, which are not part of the state.
  builtin set -- "$__capstan_fd"
  builtin unset -v "\${!__capstan_@}"
  {
    builtin printf 'S\0\0\0\0'
    builtin shopt -p
    builtin declare -f
    builtin declare -p
    builtin trap -p
    builtin alias -p
    builtin set +o
    builtin printf '@COMPLETE@\0'
  } >&"$1"
  builtin export __CAPSTAN_SUCCESSOR=1
  builtin exec @SHELL@ --norc -p -c @RELAUNCH@ @SHELL@ @DEVICE@ @FILE@ '' 0<&"$1"
}

if [[ -n \${__CAPSTAN_SUCCESSOR-} ]]; then
  unset __CAPSTAN_SUCCESSOR
elif [[ -n @RC@ && -r @RC@ ]]; then
  . @RC@
fi
@QUIET@
enable -n suspend
__capstan_running=0 __capstan_reporting=0 __capstan_last=0 __capstan_ready=0 __capstan_status=0 __capstan_flags=
__capstan_message=() __capstan_tty=
[[ -t 255 ]] && __capstan_tty=255
__capstan_prompt='{ __capstan_enter || :; } &>/dev/null; \builtin mapfile -d "" -u "$__capstan_fd" -c 1 -C "{ __capstan_in && :; } &>/dev/null; \\builtin eval \"\$__capstan_text\"; { __capstan_out || :; } &>/dev/null || :" __capstan_ticks; \builtin trap - EXIT; \builtin exit'
PROMPT_COMMAND=$__capstan_prompt
trap '{ __capstan_exit || :; } 2>/dev/null' EXIT
`;

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The text of the start-up file for one shell process. */
export function bootstrapScript(options: BootstrapOptions): string {
  const values: Record<string, string> = {
    DEVICE: quoteForShell(options.devicePath),
    SHELL: quoteForShell(options.shellPath),
    FILE: quoteForShell(options.bootstrapPath),
    RC: quoteForShell(options.rcFile ?? ''),
    RELAUNCH: quoteForShell(`exec 3<&0\n${LAUNCHER}`),
    QUIET: QUIET_OPTIONS,
    MODES: TERMINAL_MODES,
    START: quoteForShell(MESSAGE_START),
    SYNC: RECORD_SYNC,
    COMPLETE: TEXT_COMPLETE,
  };
  return SCRIPT.trimStart()
    .replaceAll('\\${', '${')
    .replaceAll(/@([A-Z]+)@/g, (match, name: string) => values[name] ?? match);
}
