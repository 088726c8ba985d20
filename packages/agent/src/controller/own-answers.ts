import {
  taskTrackingObservation,
  thinkObservation,
  userRejectedObservation,
  type ActionEvent,
  type JsonObject,
  type JsonValue,
  type ObservationDraft,
} from '@capstan/protocol';
import { confirmationOf } from '../decide/confirmation.ts';

const REJECTED = 'Action has been rejected by the user! Waiting for further user input.';

/** The observation of an action that needs no runtime; undefined for all that do. */
export function ownAnswer(action: ActionEvent, tasks: readonly JsonObject[]): ObservationDraft | undefined {
  if (confirmationOf(action) === 'rejected') return userRejectedObservation(REJECTED);
  if (action.action === 'think') return thinkObservation('Your thought has been logged.');
  if (action.action !== 'task_tracking') return undefined;
  const { command, task_list } = action.args;
  if (command === 'plan') {
    return taskTrackingObservation(`The task list now holds ${task_list.length} items.`, {
      command,
      task_list,
    });
  }
  const text =
    tasks.length === 0 ? 'No task list found. Use the "plan" command to create one.' : taskListText(tasks);
  return taskTrackingObservation(text, { command, task_list: [] });
}

const ICONS: Readonly<Record<string, string>> = { todo: '⏳', in_progress: '🔄', done: '✅' };

/** The list as Markdown. */
export function taskListText(tasks: readonly JsonObject[]): string {
  const lines = tasks.map((task, index) => {
    const icon = ICONS[wordsOf(task['status'])] ?? ICONS['todo'];
    const notes = wordsOf(task['notes']);
    return `${index + 1}. ${icon} ${wordsOf(task['title'])}${notes === '' ? '' : `\n   ${notes}`}`;
  });
  return `# Task List\n\n${lines.join('\n')}\n`;
}

const wordsOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
