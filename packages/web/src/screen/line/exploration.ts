import type { CommandEntry, Entry, ReadEntry } from '../entry.ts';

const LOOKING = new Set(
  'ls find fd tree grep egrep fgrep rg ag cat head tail less nl wc file stat du pwd which type basename dirname realpath echo sort uniq cut cd true test'.split(
    ' ',
  ),
);
const LOOKING_GIT = new Set([
  'log',
  'status',
  'diff',
  'show',
  'blame',
  'grep',
  'ls-files',
  'branch',
  'rev-parse',
]);
/** `find` and `fd` can run or delete what they find, `sort` can write a file. */
const ACTING = /\s-(exec|execdir|delete|ok|okdir|fprint\w*|x|X|o)\b|\s--(exec|exec-batch|output)\b/;

export type Exploration = ReadEntry | CommandEntry;

/** Whether an entry only looks around, and is nothing that anybody has to see: no failure, no question. */
export function isExploration(entry: Entry): entry is Exploration {
  if (entry.kind !== 'read' && entry.kind !== 'command') return false;
  if (entry.source === 'user' || (entry.progress !== 'done' && entry.progress !== 'running')) return false;
  return entry.kind === 'read' || (!entry.isInput && onlyLooks(entry.command));
}

/** Careful rather than clever: a command counts only when each of its parts is known to change nothing. */
export function onlyLooks(command: string): boolean {
  const text = command.trim();
  if (text === '' || /[`>\n]|\$\(|<\(/.test(withoutHarmlessRedirects(text)) || ACTING.test(text))
    return false;
  return text.split(/\|\||&&|[|;&]/).every((part) => {
    const [program = '', argument = ''] = part.trim().split(/\s+/);
    if (program === 'git') return LOOKING_GIT.has(argument);
    if (program === 'sed') return /^-n(\s|$)/.test(argument) && !/\s-i/.test(part);
    return LOOKING.has(program);
  });
}

const withoutHarmlessRedirects = (text: string): string => text.replaceAll(/[0-9]?>\s*\/dev\/null|2>&1/g, '');
