import type { CondensationEntry, Entry, PlanEntry, RecallEntry, StateEntry } from '../entry.ts';
import { oneLine } from '../visible-text.ts';
import { actionLine } from './action-line.ts';
import type { EntryLine, LineIcon } from './entry-line.ts';
import { secondsBetween } from './seconds-between.ts';

/** The one line that stands for an entry. Paths in the workspace are told without its folder. */
export function describe(entry: Entry, workspace: string | null = null): EntryLine {
  switch (entry.kind) {
    case 'message':
      return entry.source === 'user'
        ? said('person', 'You', entry.text || countText(entry.imageUrls.length, 'image'))
        : said('agent', 'Agent', entry.text);
    case 'thought':
      return said('thought', 'Thought', firstSentence(entry.text));
    case 'plan':
      return planLine(entry);
    case 'condensation':
      return condensationLine(entry);
    case 'recall':
      return recallLine(entry);
    case 'finish':
      return entry.rejected
        ? said('reject', 'Gave the task back', entry.text)
        : said('finish', 'Finished', entry.text);
    case 'error':
      return said('error', 'Error', entry.text);
    case 'state':
      return stateLine(entry);
    case 'unknown':
      return said('unknown', 'Something of a later version', '');
    default:
      return actionLine(entry, workspace);
  }
}

function said(icon: LineIcon, verb: string, object: string): EntryLine {
  return { icon, verb, object: oneLine(object), style: 'text', result: null, seconds: null, since: null };
}

function planLine({ tasks, changed }: PlanEntry): EntryLine {
  const done = tasks.filter((task) => task.status === 'done').length;
  const current = tasks.find((task) => task.status === 'in_progress');
  const verb = !changed ? 'Looked at the plan' : tasks.length === 0 ? 'Cleared the plan' : 'Updated the plan';
  const line = said('plan', verb, current?.title ?? '');
  return tasks.length === 0
    ? line
    : { ...line, result: { text: `${done} of ${tasks.length} done`, tone: 'muted' } };
}

function condensationLine({ forgotten, summary }: CondensationEntry): EntryLine {
  const what = forgotten === 0 ? 'earlier steps' : countText(forgotten, 'event');
  return said('condensation', 'Summed up', summary === '' ? what : `${what}: ${firstSentence(summary)}`);
}

function recallLine({ skills, query }: RecallEntry): EntryLine {
  const names = skills.map((skill) => skill.name).join(', ');
  return said('recall', 'Looked up', names || query || 'what is known of the workspace');
}

const STATES: Readonly<Partial<Record<StateEntry['state'], readonly [LineIcon, string, string]>>> = {
  paused: ['paused', 'Paused', 'Paused'],
  stopped: ['stopped', 'Stopped', 'Stopped'],
  rate_limited: ['clock', 'Waiting for the rate limit', 'Waited for the rate limit'],
};

function stateLine({ state, reason, at, endedAt }: StateEntry): EntryLine {
  const [icon, going, done] = STATES[state] ?? (['unknown', state, state] as const);
  const isWait = state === 'rate_limited';
  return {
    ...said(icon, endedAt === null ? going : done, reason.replace(/^[a-z_]+: /, '')),
    seconds: isWait ? secondsBetween(at, endedAt) : null,
    since: isWait && endedAt === null && at !== '' ? at : null,
  };
}

/** What a folded thought shows. */
export function firstSentence(text: string): string {
  const [, sentence] = /^\s*(.+?[.!?])(?=\s|$)/s.exec(text.slice(0, 400)) ?? [];
  return sentence ?? text.trim();
}

export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
