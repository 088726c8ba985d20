import type { ActionEntry, EditEntry, ToolEntry } from '../entry.ts';
import { jsonText } from '../fold/json-text.ts';
import { oneLine } from '../visible-text.ts';
import { actionVerb } from './action-verb.ts';
import type { EntryLine, LineIcon } from './entry-line.ts';
import { secondsBetween } from './seconds-between.ts';
import { workspacePath } from './workspace-path.ts';

/** The line of an action. */
export function actionLine(entry: ActionEntry, workspace: string | null): EntryLine {
  const { object, style } = objectOf(entry, workspace);
  return {
    icon: iconOf(entry),
    verb: actionVerb(entry),
    object: oneLine(object),
    style,
    result: resultOf(entry),
    seconds: secondsBetween(entry.startedAt, entry.endedAt),
    since: entry.progress === 'running' && entry.startedAt !== '' ? entry.startedAt : null,
  };
}

function objectOf(entry: ActionEntry, workspace: string | null): Pick<EntryLine, 'object' | 'style'> {
  switch (entry.kind) {
    case 'command':
      if (entry.command.trim() === '') return { object: 'more output', style: 'text' };
      return { object: entry.command, style: 'code' };
    case 'cell':
      return { object: entry.code, style: 'code' };
    case 'read':
      return { object: `${workspacePath(entry.path, workspace)}${rangeText(entry.range)}`, style: 'path' };
    case 'edit':
      return { object: workspacePath(entry.path, workspace), style: 'path' };
    case 'browse':
      return { object: entry.request, style: 'code' };
    case 'tool':
      return { object: callText(entry), style: 'code' };
    case 'delegate':
      return { object: `${entry.agent}: ${entry.task}`, style: 'text' };
  }
}

/** As `search(query: errors, limit: 5)`. */
function callText({ name, arguments: input }: ToolEntry): string {
  const given = Object.entries(input).slice(0, 5);
  const words = given.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : jsonText(value)}`);
  return given.length === 0 ? name : `${name}(${words.join(', ')})`;
}

/** Also understood by editors. */
function rangeText(range: readonly [number, number] | null): string {
  if (range === null) return '';
  const [from, to] = range;
  return to === -1 ? `:${from}–` : from === to ? `:${from}` : `:${from}–${to}`;
}

const EDIT_ICONS: Readonly<Partial<Record<EditEntry['operation'], LineIcon>>> = {
  create: 'create',
  undo: 'undo',
};

function iconOf(entry: ActionEntry): LineIcon {
  if (entry.kind === 'command') return entry.isInput ? 'keys' : 'command';
  if (entry.kind === 'edit') return EDIT_ICONS[entry.operation] ?? 'edit';
  return entry.kind;
}

function resultOf(entry: ActionEntry): EntryLine['result'] {
  if (entry.progress === 'rejected' || entry.progress === 'interrupted') return null;
  if (entry.kind === 'command' && entry.exitCode !== null) return exitResult(entry.exitCode);
  if (entry.progress === 'failed') return { text: oneLine(failureOf(entry), 120), tone: 'bad' };
  if (entry.progress !== 'done') return null;
  if (entry.kind === 'edit') return changeResult(entry);
  if (entry.kind === 'delegate' && entry.result !== '') return { text: oneLine(entry.result), tone: 'muted' };
  return null;
}

function exitResult(exitCode: number): EntryLine['result'] {
  if (exitCode === 0) return null;
  return exitCode === -1
    ? { text: 'still running', tone: 'warn' }
    : { text: `exit ${exitCode}`, tone: 'bad' };
}

function failureOf(entry: ActionEntry): string {
  const text = entry.error || (entry.kind === 'tool' ? entry.result : '');
  if (text !== '') return text.replace(/^ERROR:?\s*/, '');
  // The last line of a traceback names what was raised.
  return entry.kind === 'cell' ? (entry.output.trimEnd().split('\n').at(-1) ?? '') : 'failed';
}

function changeResult({ added, removed }: EditEntry): EntryLine['result'] {
  if (added === 0 && removed === 0) return { text: 'no change', tone: 'muted' };
  const parts = [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''];
  return { text: parts.filter((part) => part !== '').join(' '), tone: 'muted' };
}
