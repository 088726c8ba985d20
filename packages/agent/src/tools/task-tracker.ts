import { CapstanError, taskTrackingAction, type JsonObject } from '@capstan/protocol';
import { ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

const NAME = 'task_tracker';
const STATUSES = ['todo', 'in_progress', 'done'] as const;

const DESCRIPTION = `Keep the list of tasks of this conversation.

- plan: replaces the whole list by task_list. view: shows it.
- Use it for work with several phases or several requirements; not for one simple step.
- Exactly one task is in_progress while you work. Mark a task done at once when it is done, and never while its tests
  fail or something of it is missing.`;

/** The task list. Schema after the wire format's `task_tracker`. */
export const taskTracker: Tool = {
  definition: {
    name: NAME,
    description: DESCRIPTION,
    inputSchema: {
      type: 'object',
      properties: {
        command: { type: 'string', enum: ['view', 'plan'], description: 'What to do.' },
        task_list: {
          type: 'array',
          description: 'For plan: the whole list, in order.',
          items: {
            type: 'object',
            properties: {
              id: { type: 'string', description: 'A name that stays the same while the task lives.' },
              title: { type: 'string', description: 'What is to be done.' },
              status: { type: 'string', enum: [...STATUSES], description: 'Where it stands.' },
              notes: { type: 'string', description: 'Details worth keeping.' },
            },
            required: ['title', 'status', 'id'],
            additionalProperties: false,
          },
        },
      },
      required: ['command'],
      additionalProperties: false,
    },
  },
  toAction(raw) {
    const args = new ToolArguments(NAME, raw, ['command', 'task_list']);
    const command = args.choice('command', ['view', 'plan']);
    if (command === 'view') return taskTrackingAction({ command });
    const items = args.optionalObjects('task_list');
    if (items === null) {
      throw new CapstanError(
        'tool_arguments_invalid',
        `Missing required argument "task_list" in tool call ${NAME}`,
      );
    }
    return taskTrackingAction({ command, task_list: items.map(normalizeTask) });
  },
};

function normalizeTask(item: JsonObject, index: number): JsonObject {
  const status = STATUSES.find((known) => known === item['status']) ?? 'todo';
  return {
    id: text(item['id'], `task-${index + 1}`),
    title: text(item['title'], 'Untitled task'),
    status,
    notes: text(item['notes'], ''),
  };
}

function text(value: JsonObject[string] | undefined, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
