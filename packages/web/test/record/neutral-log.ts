import { parseEvent, serializeEvent, type Event, type JsonObject, type JsonValue } from '@capstan/protocol';

const SYSTEM_CHARACTERS = 160;

/** A log without the paths, names and long instructions of where it was recorded. */
export function neutralLog(events: readonly Event[], workspace: string): Event[] {
  return events.map((event) => {
    const wire = neutral(serializeEvent(event), workspace);
    if (event.action === 'system' && isObject(wire)) shortenSystem(wire);
    return parseEvent(wire);
  });
}

const NAMES: Readonly<Record<string, string>> = { username: 'capstan', hostname: 'sandbox' };

function neutral(value: JsonValue, workspace: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll(workspace, '/workspace');
  if (Array.isArray(value)) return value.map((item) => neutral(item, workspace));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = typeof inner === 'string' ? NAMES[key] : undefined;
      return [key, name ?? neutral(inner, workspace)];
    }),
  );
}

function shortenSystem(wire: JsonObject): void {
  const { args } = wire;
  if (!isObject(args) || typeof args['content'] !== 'string') return;
  const content = `${args['content'].slice(0, SYSTEM_CHARACTERS)}…`;
  wire['args'] = { ...args, content, tools: [] };
  wire['message'] = content;
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
