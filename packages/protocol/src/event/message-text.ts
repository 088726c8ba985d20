import type { JsonValue } from '../json.ts';
import { forgottenEventIds } from './condensation.ts';
import type { ActionDraft, EventDraft, ObservationDraft } from './draft.ts';

/** The line of an event that people read: the same words as in V0 logs, with JSON in place of Python's repr. */
export function messageOf(event: EventDraft): string {
  return event.action !== undefined ? actionMessage(event) : observationMessage(event);
}

const QUERY_CODE_POINTS = 50;

function actionMessage(event: ActionDraft): string {
  switch (event.action) {
    case 'message':
    case 'system':
      return event.args.content;
    case 'run':
      return `Running command: ${event.args.command}`;
    case 'run_ipython':
      return `Running Python code interactively: ${event.args.code}`;
    case 'read':
      return `Reading file: ${event.args.path}`;
    case 'write':
      return `Writing file: ${event.args.path}`;
    case 'browse':
      return `I am browsing the URL: ${event.args.url}`;
    case 'browse_interactive':
      return `I am interacting with the browser:\n${fenced(event.args.browser_actions)}`;
    case 'call_tool_mcp':
      return [
        `I am interacting with the MCP server with name:\n${fenced(event.args.name)}`,
        `and arguments:\n${fenced(JSON.stringify(event.args.arguments))}`,
      ].join('\n');
    case 'delegate':
      return `I'm asking ${event.args.agent} for help with this task.`;
    case 'think':
      return `I am thinking...: ${event.args.thought}`;
    case 'finish':
      return event.args.thought || "All done! What's next on the agenda?";
    case 'reject':
      return `Task is rejected by the agent.${rejectReason(event.args.outputs.reason)}`;
    case 'recall':
      return `Retrieving content for: ${firstCodePoints(event.args.query, QUERY_CODE_POINTS)}`;
    case 'change_agent_state':
      return `Agent state changed to ${event.args.agent_state}`;
    case 'condensation':
      return event.args.summary
        ? `Summary: ${event.args.summary}`
        : `Condenser is dropping the events: [${forgottenEventIds(event.args).join(', ')}].`;
    case 'condensation_request':
      return 'Requesting a condensation of the conversation history.';
    case 'task_tracking':
      return taskCount(event.args.task_list.length);
    case 'null':
      return 'No action';
    case 'edit':
    case 'loop_recovery':
      return '';
  }
}

function observationMessage(event: ObservationDraft): string {
  switch (event.observation) {
    case 'run':
      return `Command \`${event.extras.command}\` executed with exit code ${event.extras.metadata.exit_code}.`;
    case 'run_ipython':
      return 'Code executed in IPython cell.';
    case 'read':
      return `I read the file ${event.extras.path}.`;
    case 'write':
      return `I wrote to the file ${event.extras.path}.`;
    case 'edit':
      return `I edited the file ${event.extras.path}.`;
    case 'browse':
      return `Visited ${event.extras.url}`;
    case 'recall':
      return event.extras.recall_type === 'workspace_context'
        ? 'Added workspace context'
        : 'Added microagent knowledge';
    case 'download':
      return `Downloaded the file at location: ${event.extras.file_path}`;
    case 'null':
      return 'No observation';
    case 'mcp':
    case 'think':
    case 'error':
    case 'user_rejected':
    case 'success':
    case 'condense':
    case 'task_tracking':
      return event.content;
    case 'delegate':
    case 'agent_state_changed':
    case 'loop_detection':
      return '';
  }
}

const fenced = (text: string): string => `\`\`\`\n${text}\n\`\`\``;

function rejectReason(reason: JsonValue | undefined): string {
  if (reason === undefined) return '';
  return ` Reason: ${typeof reason === 'string' ? reason : JSON.stringify(reason)}`;
}

function taskCount(count: number): string {
  if (count === 0) return 'Clearing the task list.';
  return count === 1 ? 'Managing 1 task item.' : `Managing ${count} task items.`;
}

function firstCodePoints(text: string, limit: number): string {
  // Twice as many UTF-16 units hold at least `limit` code points.
  return Array.from(text.slice(0, limit * 2))
    .slice(0, limit)
    .join('');
}
