import type {
  ActionEvent,
  ActionOfName,
  Event,
  JsonValue,
  ObservationOfName,
  OpaqueEvent,
} from '@capstan/protocol';
import type {
  CondensationEntry,
  FinishEntry,
  MessageEntry,
  PlanEntry,
  RecallEntry,
  ThoughtEntry,
  UnknownEntry,
} from '../entry.ts';
import type { TaskItem } from '../task-item.ts';
import { jsonText } from './json-text.ts';

/** What entries of all kinds begin with. */
export function stampOf(event: Event, part = '') {
  const { id, timestamp: at, source = 'environment' } = event;
  return { key: `${id}${part}`, id, at, source };
}

/** Null for words of the agent that say nothing. */
export function messageEntry(event: ActionOfName<'message'>): MessageEntry | null {
  const { content, image_urls, file_urls } = event.args;
  const isPerson = event.source === 'user';
  const imageUrls = (image_urls ?? []).filter((url) => url !== '');
  const fileUrls = (file_urls ?? []).filter((url) => url !== '');
  if (!isPerson && content.trim() === '' && imageUrls.length + fileUrls.length === 0) return null;
  return { ...stampOf(event), kind: 'message', text: content, imageUrls, fileUrls, seen: !isPerson };
}

/** `part` tells it from the entry of what the thought led to. */
export function thoughtEntry(event: Event, text: string, part = ''): ThoughtEntry | null {
  return text.trim() === '' ? null : { ...stampOf(event, part), kind: 'thought', text };
}

export function planEntry(event: ActionOfName<'task_tracking'>, before: readonly TaskItem[]): PlanEntry {
  const changed = event.args.command === 'plan';
  const tasks = changed ? event.args.task_list.map(taskItem) : before;
  return { ...stampOf(event), kind: 'plan', thought: event.args.thought, tasks, changed };
}

type RawTask = ActionOfName<'task_tracking'>['args']['task_list'][number];

function taskItem({ id, title, status, notes }: RawTask): TaskItem {
  const known = status === 'done' || status === 'in_progress' ? status : 'todo';
  return { id, title, status: known, notes };
}

export function condensationEntry(event: ActionOfName<'condensation'>): CondensationEntry {
  const { forgotten_event_ids: ids, summary } = event.args;
  const { forgotten_events_start_id: start, forgotten_events_end_id: end } = event.args;
  const base = { ...stampOf(event), kind: 'condensation', summary: summary ?? '' } as const;
  if (ids !== null && ids.length > 0) {
    return { ...base, forgotten: ids.length, range: [ids.reduce(lesser), ids.reduce(greater)] };
  }
  // Counted, not listed: what a log says may be any range.
  if (start === null || end === null || end < start) return { ...base, forgotten: 0, range: null };
  return { ...base, forgotten: end - start + 1, range: [start, end] };
}

const lesser = (a: number, b: number): number => (a < b ? a : b);
const greater = (a: number, b: number): number => (a > b ? a : b);

export function finishEntry(event: ActionOfName<'finish'> | ActionOfName<'reject'>): FinishEntry {
  const { thought } = event.args;
  const rejected = event.action === 'reject';
  const word = rejected ? wordsOf(event.args.outputs['reason']) : event.args.final_thought;
  const base = { ...stampOf(event), kind: 'finish', rejected } as const;
  return word === '' ? { ...base, thought: '', text: thought } : { ...base, thought, text: word };
}

const wordsOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : jsonText(value);

/** Null when nothing was found that is worth a line: every agent is told date and folder. */
export function recallEntry(event: ObservationOfName<'recall'>, query: string): RecallEntry | null {
  const { repo_name, repo_directory, repo_branch, repo_instructions } = event.extras;
  const { additional_agent_instructions, conversation_instructions, microagent_knowledge } = event.extras;
  const repository = [repo_name, repo_branch, repo_directory].filter((text) => text !== '').join(' · ');
  const content = [
    repository,
    repo_instructions,
    additional_agent_instructions,
    conversation_instructions,
    ...microagent_knowledge.map((skill) => skill.content),
  ];
  const skills = microagent_knowledge.map(({ name, trigger }) => ({ name, trigger: trigger ?? '' }));
  const text = content.filter((part) => part.trim() !== '').join('\n\n');
  if (text === '' && skills.length === 0) return null;
  return { ...stampOf(event), kind: 'recall', query, skills, content: text };
}

export function unknownEntry(event: OpaqueEvent): UnknownEntry {
  return { ...stampOf(event), kind: 'unknown', json: jsonText(event.opaque) };
}

/** Whether a message only hands a delegate its task, which the delegate shows already. */
export function handsOver(event: ActionEvent, task: string): boolean {
  if (event.action !== 'message') return false;
  const { content } = event.args;
  return content === task || content === `TASK: ${task}`;
}
