import { SECRET_MARK } from '@capstan/events';

/** Deeper, longer and wider than this is not worth a line of a log. */
const DEEPEST = 6;
const LONGEST = 8_000;
const WIDEST = 100;

const SECRET_KEY =
  /^(authorization|(set-)?cookie|.*(api[-_]?key|token|secret|password|passwd|credentials?))$/i;
/** What is secret wherever it stands, by its form. */
const SECRET_FORMS: readonly (readonly [RegExp, string])[] = [
  [/(?<=:\/\/)[^\s/@]+@/g, `${SECRET_MARK}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${SECRET_MARK}`],
  [/([?&](?:session_api_key|api_key|token|key|code|state)=)[^&\s"]+/gi, `$1${SECRET_MARK}`],
];

/** Fields of a log line as JSON: errors with their causes, nothing endless, and nothing secret. */
export function logFields(fields: object, mask: (text: string) => string): Record<string, unknown> {
  return objectOf(fields, 0);

  function valueOf(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
        return textOf(value);
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : depth >= DEEPEST ? '…' : compoundOf(value, depth);
      case 'bigint':
      case 'symbol':
        return textOf(String(value));
      case 'function':
        return undefined;
    }
  }

  function compoundOf(value: object, depth: number): unknown {
    if (value instanceof Error) return errorOf(value, depth);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof URL) return textOf(value.href);
    if (value instanceof Map) return objectOf(Object.fromEntries(value), depth);
    if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
    const items = Array.isArray(value) ? value : value instanceof Set ? [...value] : undefined;
    return items === undefined
      ? objectOf(value, depth)
      : items.slice(0, WIDEST).map((item) => valueOf(item, depth + 1));
  }

  function objectOf(value: object, depth: number): Record<string, unknown> {
    const entries = Object.entries(value).slice(0, WIDEST);
    return Object.fromEntries(
      entries.map(([key, inner]) => [
        key,
        SECRET_KEY.test(key) && isWorthHiding(inner) ? SECRET_MARK : valueOf(inner, depth + 1),
      ]),
    );
  }

  function errorOf(error: Error, depth: number): Record<string, unknown> {
    const { name, message, stack, cause } = error;
    return {
      name,
      message: textOf(message),
      ...objectOf(error, depth),
      ...(stack === undefined ? {} : { stack: textOf(stack) }),
      ...(cause === undefined ? {} : { cause: valueOf(cause, depth + 1) }),
    };
  }

  function textOf(text: string): string {
    let masked = mask(text);
    for (const [form, replacement] of SECRET_FORMS) masked = masked.replaceAll(form, replacement);
    return masked.length <= LONGEST ? masked : `${masked.slice(0, LONGEST)}… (${masked.length} characters)`;
  }
}

/** Counts and switches under such a name are no secret. */
const isWorthHiding = (value: unknown): boolean =>
  value !== null && value !== undefined && typeof value !== 'number' && typeof value !== 'boolean';
