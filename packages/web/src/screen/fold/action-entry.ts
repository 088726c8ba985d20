import type { ActionOfName, ConfirmationState, JsonObject, RunnableAction } from '@capstan/protocol';
import type { ActionEntry, EditEntry, Progress } from '../entry.ts';
import { jsonText } from './json-text.ts';

export type ShownAction = RunnableAction | ActionOfName<'delegate'>;

export const PROGRESS_OF: Readonly<Record<ConfirmationState, Progress>> = {
  awaiting_confirmation: 'waiting',
  confirmed: 'running',
  rejected: 'rejected',
};

/** What an action shows before anything has come of it. */
export function actionEntry(event: ShownAction): ActionEntry {
  const base = begun(event);
  switch (event.action) {
    case 'run': {
      const { command, is_input: isInput } = event.args;
      return {
        ...base,
        kind: 'command',
        command,
        isInput,
        output: '',
        exitCode: null,
        note: '',
        directory: null,
      };
    }
    case 'run_ipython':
      return { ...base, kind: 'cell', code: event.args.code, output: '', imageUrls: [] };
    case 'read':
      return { ...base, kind: 'read', path: event.args.path, range: readRange(event.args), content: '' };
    case 'write':
    case 'edit':
      return { ...base, kind: 'edit', path: event.args.path, ...asked(event), ...UNCHANGED };
    case 'browse':
      return { ...base, kind: 'browse', request: event.args.url, url: event.args.url, ...BLANK_PAGE };
    case 'browse_interactive':
      return { ...base, kind: 'browse', request: event.args.browser_actions, url: '', ...BLANK_PAGE };
    case 'call_tool_mcp': {
      const { name, arguments: input } = event.args;
      return { ...base, kind: 'tool', name, arguments: input, result: '', imageUrls: [] };
    }
    case 'delegate': {
      const { agent, inputs } = event.args;
      const task = taskText(inputs);
      return { ...base, kind: 'delegate', agent, task, outputs: {}, result: '', entries: [] };
    }
  }
}

const UNCHANGED = { diff: null, added: 0, removed: 0 } as const;
const BLANK_PAGE = { screenshot: '', text: '' } as const;

function begun(event: ShownAction) {
  const progress = event.action === 'delegate' ? 'running' : PROGRESS_OF[event.args.confirmation_state];
  const startedAt = progress === 'running' ? event.timestamp : null;
  return {
    key: `${event.id}`,
    id: event.id,
    at: event.timestamp,
    source: event.source ?? 'agent',
    actionId: event.id,
    observationId: null,
    progress,
    thought: event.args.thought,
    risk: event.action === 'delegate' ? (-1 as const) : event.args.security_risk,
    startedAt,
    endedAt: null,
    error: '',
  };
}

function readRange(args: ActionOfName<'read'>['args']): readonly [number, number] | null {
  const [from, to] = args.view_range ?? [];
  if (from !== undefined && to !== undefined) return [from, to];
  if (args.start === 0 && args.end === -1) return null;
  return [args.start + 1, args.end];
}

const OPERATIONS: Readonly<Record<string, EditEntry['operation']>> = {
  create: 'create',
  str_replace: 'replace',
  insert: 'insert',
  undo_edit: 'undo',
};

type Asked = Pick<EditEntry, 'operation' | 'before' | 'after'>;

function asked(event: ActionOfName<'write'> | ActionOfName<'edit'>): Asked {
  if (event.action === 'write') return { operation: 'write', before: null, after: event.args.content };
  const { command, file_text, old_str, new_str, content } = event.args;
  const after = new_str ?? file_text ?? (content === '' ? null : content);
  return { operation: OPERATIONS[command] ?? 'write', before: old_str, after };
}

function taskText(inputs: JsonObject): string {
  const task = inputs['task'];
  return typeof task === 'string' ? task : jsonText(inputs);
}
