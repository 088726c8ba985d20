import {
  isAction,
  isObservation,
  type ActionEvent,
  type Event,
  type ObservationEvent,
} from '@capstan/protocol';
import { excerpt, oneLine, plainText } from './plain-text.ts';

export type Tone = 'plain' | 'dim' | 'bold' | 'command' | 'good' | 'bad' | 'warn' | 'added' | 'removed';

export interface Line {
  tone: Tone;
  text: string;
}

const line = (tone: Tone, text: string): Line => ({ tone, text });

/**
 * What the log looks like on a terminal: lines for one event. `action` is the action that an observation
 * answers, when it is known.
 */
export function eventLines(event: Event, action: ActionEvent | undefined): Line[] {
  if (isAction(event)) return actionLines(event);
  if (isObservation(event)) return observationLines(event, action);
  return [];
}

function actionLines(event: ActionEvent): Line[] {
  const thought = 'thought' in event.args ? thoughtLines(event.args.thought) : [];
  switch (event.action) {
    case 'message':
      if (event.source === 'user')
        return ['', ...plainText(event.args.content).split('\n')].map((text, index) =>
          line('bold', index === 1 ? `› ${text}` : text === '' ? '' : `  ${text}`),
        );
      return thoughtLines(event.args.content);
    case 'run':
      return [...thought, ...commandLines(event.args.command, event.args.is_input)];
    case 'edit':
      return [...thought, line('command', `✎ ${event.args.command || 'edit'} ${plainText(event.args.path)}`)];
    case 'read':
      return [
        ...thought,
        line('command', `◦ read ${plainText(event.args.path)}${rangeText(event.args.view_range)}`),
      ];
    case 'write':
      return [...thought, line('command', `✎ write ${plainText(event.args.path)}`)];
    case 'think':
      return thoughtLines(event.args.thought).map(({ text }) => line('dim', text));
    case 'task_tracking':
      return [...thought, ...event.args.task_list.map(taskLine)];
    case 'finish':
      return thought;
    case 'condensation':
      return [line('dim', '⋯ earlier steps were left out of the view to fit the model')];
    case 'call_tool_mcp':
    case 'run_ipython':
    case 'browse':
    case 'browse_interactive':
    case 'delegate':
      return [...thought, line('command', `▸ ${oneLine(plainText(event.message), 200)}`)];
    default:
      return [];
  }
}

function observationLines(event: ObservationEvent, action: ActionEvent | undefined): Line[] {
  switch (event.observation) {
    case 'run':
      return [...outputLines(event.content), exitLine(event, action)];
    case 'edit':
      return event.extras.diff ? diffLines(event.extras.diff) : failureLines(event.content);
    case 'read':
      return event.content.startsWith('ERROR') ? failureLines(event.content) : [];
    case 'error':
      return failureLines(event.content);
    case 'user_rejected':
      return [line('warn', '✗ rejected')];
    case 'agent_state_changed':
      return stateLines(event.extras.agent_state, event.extras.reason);
    default:
      return [];
  }
}

function thoughtLines(text: string): Line[] {
  const clean = plainText(text).trim();
  return clean === '' ? [] : ['', ...clean.split('\n')].map((part) => line('plain', part));
}

function commandLines(command: string, isInput: boolean): Line[] {
  if (command === '') return [line('command', '$ (waiting for more output)')];
  const [first = '', ...rest] = excerpt(plainText(command), 6, 3);
  return [
    line('command', `${isInput ? '⌨' : '$'} ${first}`),
    ...rest.map((text) => line('command', `  ${text}`)),
  ];
}

function outputLines(content: string): Line[] {
  const clean = plainText(content);
  return clean === ''
    ? []
    : excerpt(clean, 4, 6).map((text) => line('dim', `  │ ${oneLineKeepingIndent(text)}`));
}

function oneLineKeepingIndent(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 159)}…`;
}

function exitLine(
  event: Extract<ObservationEvent, { observation: 'run' }>,
  action: ActionEvent | undefined,
): Line {
  const code = event.extras.metadata.exit_code;
  const took =
    action === undefined ? '' : ` ${duration(Date.parse(event.timestamp) - Date.parse(action.timestamp))}`;
  if (code === 0) return line('good', `  ✓${took}`);
  if (code === -1) return line('warn', `  … still running${took}`);
  return line('bad', `  ✗ exit ${code}${took}`);
}

export function duration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '';
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))}ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)}s`;
  return `${Math.floor(milliseconds / 60_000)}m${Math.round((milliseconds % 60_000) / 1000)}s`;
}

function diffLines(diff: string): Line[] {
  const changed = plainText(diff)
    .split('\n')
    .filter((text) => /^[-+@]/.test(text) && !/^(---|\+\+\+) /.test(text));
  return excerpt(changed.join('\n'), 8, 4).map((text) =>
    line(
      text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : 'dim',
      `  ${oneLineKeepingIndent(text)}`,
    ),
  );
}

function failureLines(content: string): Line[] {
  return excerpt(plainText(content), 4, 2).map((text, index) =>
    line('bad', `${index === 0 ? '  ✗ ' : '    '}${text}`),
  );
}

function stateLines(state: string, reason: string): Line[] {
  if (state === 'rate_limited')
    return [line('warn', `⏸ the model is rate-limited, waiting (${plainText(reason)})`)];
  return [];
}

function rangeText(range: number[] | null): string {
  return range === null ? '' : ` ${range.join('–')}`;
}

const TASK_MARKS: Readonly<Record<string, string>> = { done: '✓', in_progress: '▸', todo: '·' };

function taskLine(task: { [key: string]: unknown }): Line {
  const status = String(task['status']);
  const tone: Tone = status === 'in_progress' ? 'bold' : 'dim';
  return line(tone, `  ${TASK_MARKS[status] ?? '·'} ${plainText(String(task['title']))}`);
}
