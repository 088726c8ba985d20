type Fields = Record<string, unknown>;

/** More of an event than this is not searched: outputs of commands may have megabytes. */
const LARGEST_TEXT = 32_768;

/** Arguments of an action that a person would look for. */
const ACTION_TEXTS: Readonly<Record<string, readonly string[]>> = {
  message: ['content'],
  run: ['command', 'thought'],
  run_ipython: ['code', 'thought'],
  read: ['path', 'thought'],
  write: ['path', 'content', 'thought'],
  edit: ['path', 'old_str', 'new_str', 'file_text', 'content', 'thought'],
  browse: ['url', 'thought'],
  browse_interactive: ['browser_actions', 'browsergym_send_msg_to_user', 'thought'],
  call_tool_mcp: ['name', 'arguments', 'thought'],
  delegate: ['agent', 'inputs', 'thought'],
  think: ['thought'],
  finish: ['final_thought', 'outputs', 'thought'],
  reject: ['outputs', 'thought'],
  condensation: ['summary'],
  task_tracking: ['task_list', 'thought'],
};

/** Extras of an observation beside its content; what only repeats the action is left out. */
const OBSERVATION_TEXTS: Readonly<Record<string, readonly string[]>> = {
  read: ['path'],
  write: ['path'],
  edit: ['path'],
  browse: ['url'],
  delegate: ['outputs'],
  agent_state_changed: ['reason'],
  download: ['file_path'],
};

/** The same in every conversation, or said by another event. */
const NOT_SEARCHED = new Set([
  'action:system',
  'action:recall',
  'action:change_agent_state',
  'observation:recall',
  'observation:think',
  'observation:task_tracking',
]);

/** Parts of a structure that are no words. */
const NOT_TEXT = new Set(['type', 'data', 'mimeType', 'id', 'status']);

/** What a person could look for in an event, given its kind and JSON text; empty if there is nothing. */
export function eventText(kind: string, body: string): string {
  if (NOT_SEARCHED.has(kind)) return '';
  const event = parsed(body);
  if (!isFields(event)) return '';
  const [family, name = ''] = kind.split(':');
  const texts =
    family === 'action'
      ? listed(event.args, ACTION_TEXTS[name] ?? [])
      : family === 'observation'
        ? [...contentOf(name, event.content), ...listed(event.extras, OBSERVATION_TEXTS[name] ?? [])]
        : listed(event, ['message', 'content']);
  return texts.map(withoutImages).join('\n').trim().slice(0, LARGEST_TEXT);
}

function contentOf(name: string, content: unknown): string[] {
  // A result of an MCP tool is JSON in which the words are escaped.
  const result = name === 'mcp' && typeof content === 'string' ? parsed(content) : undefined;
  return stringsIn(isFields(result) ? result : content);
}

function listed(fields: unknown, keys: readonly string[]): string[] {
  if (!isFields(fields) || fields.hidden === true) return [];
  return keys.flatMap((key) => stringsIn(fields[key]));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (NOT_TEXT.has(key) ? [] : stringsIn(inner)));
}

const withoutImages = (text: string): string =>
  text.includes('base64,') ? text.replaceAll(/data:[\w.+/-]*;base64,[\w+/=-]*/g, ' ') : text;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is not JSON has no fields to look into.
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
