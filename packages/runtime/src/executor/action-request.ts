/** The part of an action that the executor needs, checked by hand: a schema library costs start-up time. */
export type ActionRequest =
  | RunRequest
  | {
      kind: 'read';
      id: number;
      path: string;
      start: number;
      end: number;
      view: boolean;
      viewRange: number[] | null;
    }
  | { kind: 'write'; id: number; path: string; content: string; start: number; end: number }
  | EditRequest;

export interface RunRequest {
  kind: 'run';
  id: number;
  command: string;
  isInput: boolean;
  isStatic: boolean;
  blocking: boolean;
  hidden: boolean;
  cwd: string | null;
  /** Hard limit in seconds that the action itself states. */
  timeoutSeconds: number | null;
}

export interface EditRequest {
  kind: 'edit';
  id: number;
  path: string;
  command: string;
  fileText: string | null;
  oldText: string | null;
  newText: string | null;
  insertLine: number | string | null;
  source: string;
}

export type ActionRefusal =
  | { kind: 'unsupported'; id: number; action: string }
  | { kind: 'malformed'; reason: string };

class Malformed extends Error {}

/** Reads an action event as it comes from the wire. */
export function readActionRequest(value: unknown): ActionRequest | ActionRefusal {
  try {
    return readAction(value);
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'malformed', reason: error.message };
    throw error;
  }
}

function readAction(value: unknown): ActionRequest | ActionRefusal {
  const event = fields(value, 'action event');
  const id = actionId(event.id);
  const kind = text(event.action, 'action');
  const args = fields(event.args, 'args');
  switch (kind) {
    case 'run':
      return {
        kind,
        id,
        command: text(args.command, 'command'),
        isInput: flag(args.is_input, 'is_input'),
        isStatic: flag(args.is_static, 'is_static'),
        blocking: flag(args.blocking, 'blocking'),
        hidden: flag(args.hidden, 'hidden'),
        cwd: textOrNull(args.cwd, 'cwd'),
        timeoutSeconds: seconds(event.timeout),
      };
    case 'read':
      return {
        kind,
        id,
        path: text(args.path, 'path'),
        start: wholeNumber(args.start ?? 0, 'start'),
        end: wholeNumber(args.end ?? -1, 'end'),
        view: args.impl_source === 'oh_aci',
        viewRange: numbersOrNull(args.view_range, 'view_range'),
      };
    case 'write':
      return {
        kind,
        id,
        path: text(args.path, 'path'),
        content: text(args.content, 'content'),
        start: wholeNumber(args.start ?? 0, 'start'),
        end: wholeNumber(args.end ?? -1, 'end'),
      };
    case 'edit':
      return {
        kind,
        id,
        path: text(args.path, 'path'),
        command: text(args.command ?? '', 'command'),
        fileText: textOrNull(args.file_text, 'file_text'),
        oldText: textOrNull(args.old_str, 'old_str'),
        newText: textOrNull(args.new_str, 'new_str'),
        insertLine: args.insert_line === null ? null : lineNumber(args.insert_line),
        source: text(args.impl_source ?? 'oh_aci', 'impl_source'),
      };
    default:
      return { kind: 'unsupported', id, action: kind };
  }
}

/** The properties of a JSON object. */
export function fields(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(`${name} is no object`);
  return { ...value };
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Malformed(`${name} is no text`);
  return value;
}

function textOrNull(value: unknown, name: string): string | null {
  return value === undefined || value === null ? null : text(value, name);
}

function flag(value: unknown, name: string): boolean {
  if (value !== undefined && typeof value !== 'boolean')
    throw new Malformed(`${name} is neither true nor false`);
  return value ?? false;
}

function wholeNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new Malformed(`${name} is no whole number`);
  return value;
}

/** An action without an id of its own would be taken for any other without one, and not run. */
function actionId(value: unknown): number {
  const id = wholeNumber(value, 'id');
  if (id < 0) throw new Malformed('id is below 0');
  return id;
}

function lineNumber(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function numbersOrNull(value: unknown, name: string): number[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw new Malformed(`${name} is no list`);
  return value.map((entry) => wholeNumber(entry, name));
}

function seconds(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
    throw new Malformed('timeout is no time');
  return value;
}
