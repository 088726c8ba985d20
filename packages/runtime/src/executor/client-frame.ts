import { fields } from './action-request.ts';

/** A frame of a client, checked. The action or request inside is checked where it is carried out, so that its asker is told. */
export type CheckedFrame =
  | { kind: 'hello'; version: number; token: string }
  | { kind: 'access'; access: unknown }
  | { kind: 'execute'; request: number; action: unknown; secrets: Record<string, string> }
  | { kind: 'settle' | 'interrupt'; request: number; actionId: number }
  | { kind: 'environment'; request: number; variables: Record<string, string> }
  | { kind: 'status' | 'shutdown'; request: number };

/** Reads one line. `undefined` for anything that is not a frame of this protocol. */
export function readClientFrame(line: string): CheckedFrame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const frame = fields(value, 'frame');
  const { kind, version, token, request, actionId, action } = frame;
  if (kind === 'hello') {
    return typeof version === 'number' && typeof token === 'string' ? { kind, version, token } : undefined;
  }
  if (kind === 'access') return { kind, access: frame.access };
  if (typeof request !== 'number') return undefined;
  switch (kind) {
    case 'execute': {
      const secrets = texts(frame.secrets);
      return secrets === undefined ? undefined : { kind, request, action, secrets };
    }
    case 'settle':
    case 'interrupt':
      return isActionId(actionId) ? { kind, request, actionId } : undefined;
    case 'environment': {
      const variables = texts(frame.variables);
      return variables === undefined ? undefined : { kind, request, variables };
    }
    case 'status':
    case 'shutdown':
      return { kind, request };
    default:
      return undefined;
  }
}

const isActionId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function texts(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const checked: Record<string, string> = {};
  for (const [name, entry] of Object.entries(value)) {
    if (typeof entry !== 'string') return undefined;
    checked[name] = entry;
  }
  return checked;
}
