import type { CommandEntry, Entry, ReadEntry } from '../entry.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const LOOKING = words('ls find fd tree grep egrep fgrep rg ag cat head tail less nl wc file stat du which');
/** Changes nothing either, but is not looking by itself. */
const HARMLESS = words('cd pwd echo printf true test sort uniq cut tr basename dirname realpath type');
const LOOKING_GIT = words('log status diff show blame grep ls-files rev-parse');
/** `find` and `fd` can run or delete what they find, `sort` can write a file. */
const ACTING = /\s-(exec|execdir|delete|ok|okdir|fprint\w*|x|X|o|O)\b|\s--(exec|exec-batch|output|pre)\b/;

export type Exploration = ReadEntry | CommandEntry;

/** Whether an entry only looks around, and is nothing that anybody has to see: no failure, no question. */
export function isExploration(entry: Entry): entry is Exploration {
  if (entry.kind !== 'read' && entry.kind !== 'command') return false;
  if (entry.source === 'user' || (entry.progress !== 'done' && entry.progress !== 'running')) return false;
  return entry.kind === 'read' || (!entry.isInput && onlyLooks(entry.command));
}

/** Careful rather than clever: a command counts only when each of its parts is known to change nothing. */
export function onlyLooks(command: string): boolean {
  const text = command.trim().replaceAll(HARMLESS_REDIRECT, '');
  if (/[`>\n]|\$\(|<\(/.test(text) || ACTING.test(text)) return false;
  const parts = text.split(/\|\||&&|[|;&]/);
  return parts.some(looks) && parts.every((part) => looks(part) || HARMLESS.has(programOf(part)));
}

const HARMLESS_REDIRECT = /[0-9]?>\s*\/dev\/null|2>&1/g;

const programOf = (part: string): string => part.trim().split(/\s+/)[0] ?? '';

function looks(part: string): boolean {
  const [program = '', argument = '', script = ''] = part.trim().split(/\s+/);
  if (program === 'git') return LOOKING_GIT.has(argument);
  // Lines by their numbers: other scripts can write files.
  if (program === 'sed')
    return argument === '-n' && /^'?[0-9]+(,[0-9$]+)?p'?$/.test(script) && !/\s-i|\s--in/.test(part);
  return LOOKING.has(program);
}
