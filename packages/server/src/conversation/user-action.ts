import {
  CapstanError,
  isAction,
  isRunnable,
  parseEvent,
  type ActionDraft,
  type JsonObject,
} from '@capstan/protocol';

/** Actions that a client may send beside those that run something. */
const SPOKEN: ReadonlySet<string> = new Set(['message', 'change_agent_state']);

/**
 * What a client sent, as `{ action, args }`, as an action of the person. Ids, times and sources that come along are
 * passed over. Throws `event_invalid`.
 */
export function userAction(data: JsonObject): ActionDraft {
  const { action, args } = data;
  const event = parseEvent({ action, args: plainArgs(args) });
  if (!isAction(event)) {
    throw new CapstanError(
      'event_invalid',
      `This is not an action: ${reasonOf(event.opaque === undefined ? '' : event.message, action)}`,
    );
  }
  if (!SPOKEN.has(event.action) && !isRunnable(event)) {
    throw new CapstanError('event_invalid', `A client may not send the action ${event.action}`);
  }
  const { id: _id, timestamp: _timestamp, source: _source, message: _message, ...draft } = event;
  return draft;
}

/** Clients put the time of a message among its arguments. */
function plainArgs(args: JsonObject[string] | undefined): JsonObject[string] {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args ?? {};
  const { timestamp: _timestamp, ...rest } = args;
  return rest;
}

function reasonOf(message: string, action: JsonObject[string] | undefined): string {
  return message === '' ? JSON.stringify(action ?? null) : message;
}
