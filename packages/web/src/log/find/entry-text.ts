import type { Entry } from '../../screen/index.ts';

/** What is no text that anybody would look for. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'key',
  'kind',
  'at',
  'source',
  'startedAt',
  'endedAt',
  'resumeAt',
  'progress',
  'status',
  'operation',
  'imageUrls',
  'screenshot',
  'before',
]);

/** All texts of an entry, of those inside of it too. */
export function* entryTexts(entry: Entry): Generator<string> {
  for (const [name, value] of Object.entries(entry)) {
    if (!PASSED_OVER.has(name)) yield* textsOf(value);
  }
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (value !== '') yield value;
  } else if (Array.isArray(value)) {
    for (const one of value) yield* textsOf(one);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      if (PASSED_OVER.has(name)) continue;
      yield name;
      yield* textsOf(one);
    }
  }
}
