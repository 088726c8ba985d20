import type { ActionEvent, AssistantPart, JsonObject } from '@capstan/protocol';

const RISKS: Readonly<Record<number, string>> = { 0: 'LOW', 1: 'MEDIUM', 2: 'HIGH' };

/**
 * What the model must have said for an action that was recorded without its answer: words, or the call of
 * the tool that makes the same action. Null for actions that no tool of ours makes.
 */
export function recordedContent(event: ActionEvent): AssistantPart | null {
  if (event.action === 'message') return { type: 'text', text: event.args.content };
  const call = callFor(event);
  if (call === null) return null;
  const [toolName, args] = call;
  return { type: 'tool-call', toolCallId: `replay-${event.id}`, toolName, arguments: JSON.stringify(args) };
}

function callFor(event: ActionEvent): [string, JsonObject] | null {
  switch (event.action) {
    case 'run': {
      const { command, is_input } = event.args;
      return ['execute_bash', { command, is_input: String(is_input), ...timeoutOf(event), ...riskOf(event) }];
    }
    case 'read': {
      const { path, view_range } = event.args;
      return ['str_replace_editor', { command: 'view', path, view_range, ...riskOf(event) }];
    }
    case 'edit': {
      const { command, path, file_text, old_str, new_str, insert_line } = event.args;
      return [
        'str_replace_editor',
        { command, path, file_text, old_str, new_str, insert_line, ...riskOf(event) },
      ];
    }
    case 'think':
      return ['think', { thought: event.args.thought }];
    case 'task_tracking':
      return ['task_tracker', { command: event.args.command, task_list: event.args.task_list }];
    case 'finish':
      return ['finish', { message: event.args.final_thought || event.args.thought }];
    default:
      return null;
  }
}

function timeoutOf(event: ActionEvent): JsonObject {
  return event.timeout === undefined ? {} : { timeout: event.timeout };
}

function riskOf(event: ActionEvent): JsonObject {
  const risk = 'security_risk' in event.args ? event.args.security_risk : undefined;
  const stated = risk === undefined ? undefined : RISKS[risk];
  return stated === undefined ? {} : { security_risk: stated };
}
