import {
  browseAction,
  delegateAction,
  editAction,
  ipythonAction,
  mcpAction,
  readAction,
  runAction,
  writeAction,
  type ObservationEvent,
} from '@capstan/protocol';
import type { ActionEntry } from '../entry.ts';
import { actionEntry, type ShownAction } from './action-entry.ts';
import { answeredEntry } from './answered-entry.ts';

/**
 * What an observation without a known action shows: as much of the action as it repeats. Null for those that say
 * nothing by themselves.
 */
export function looseEntry(event: ObservationEvent): ActionEntry | null {
  const draft = actionDraft(event);
  if (draft === null) return null;
  const { id, timestamp, source = 'environment' } = event;
  const action: ShownAction = { ...draft, id, timestamp, source, message: '' };
  return answeredEntry(actionEntry(action), event);
}

function actionDraft(event: ObservationEvent) {
  switch (event.observation) {
    case 'run':
      return runAction({ command: event.extras.command });
    case 'run_ipython':
      return ipythonAction({ code: event.extras.code });
    case 'read':
      return readAction({ path: event.extras.path });
    case 'write':
      return writeAction({ path: event.extras.path, content: '' });
    case 'edit':
      return editAction({ path: event.extras.path });
    case 'browse':
      return browseAction({ url: event.extras.url });
    case 'mcp':
      return mcpAction({ name: event.extras.name, arguments: event.extras.arguments });
    case 'delegate':
      return delegateAction({ agent: '', inputs: { task: '' } });
    default:
      return null;
  }
}
