import type { ActionEvent, Event, ObservationEvent } from '@capstan/protocol';

/** Observations whose content is the output of something, and so may be long. */
const OUTPUTS: ReadonlySet<string> = new Set(['run', 'run_ipython', 'read', 'edit', 'browse', 'mcp']);

/** An event in words, with the whole output of commands and files only where it is wanted. */
export function eventText(event: Event, { output }: { output: boolean }): string {
  if (event.action !== undefined) return actionText(event);
  if (event.observation !== undefined) return observationText(event, output);
  return event.message;
}

function actionText(event: ActionEvent): string {
  switch (event.action) {
    case 'finish':
      return event.args.final_thought || event.message;
    case 'think':
      return event.message;
    case 'edit':
      return paragraphs(event.args.thought, `Editing file: ${event.args.path} (${event.args.command})`);
    default:
      return paragraphs('thought' in event.args ? event.args.thought : '', event.message);
  }
}

function observationText(event: ObservationEvent, output: boolean): string {
  if (event.observation === 'agent_state_changed') {
    const { agent_state: state, reason } = event.extras;
    return reason === '' ? `The agent is now ${state}` : `The agent is now ${state}: ${reason}`;
  }
  if (!OUTPUTS.has(event.observation)) return event.message || event.content;
  const line = event.observation === 'mcp' ? `The tool ${event.extras.name} answered.` : event.message;
  return output ? paragraphs(line, event.content) : line;
}

function paragraphs(...texts: string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
