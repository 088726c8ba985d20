import * as z from 'zod';
import type { JsonObject } from '../json.ts';

/** What walks through an object by calling itself has room for that much. */
const DEEPEST = 100;

/** Any object that JSON can carry, nested no deeper than programs can follow. */
export const jsonObjectSchema: z.ZodType<JsonObject> = z
  .custom<JsonObject>(isJsonObject, `Expected an object of JSON, nested at most ${DEEPEST} deep`)
  .meta({ type: 'object', additionalProperties: true });

/** Level by level, so that no depth is too much for the check itself. */
function isJsonObject(value: unknown): value is JsonObject {
  if (!isPlain(value)) return false;
  let level: unknown[] = [value];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next: unknown[] = [];
    for (const each of level) {
      if (!Array.isArray(each) && !isPlain(each)) return false;
      for (const inner of Object.values(each)) if (isNested(inner)) next.push(inner);
    }
    if (next.length === 0) return true;
    level = next;
  }
  return false;
}

/** Whether something is left to look at: true also for what JSON cannot carry, which the next level then refuses. */
function isNested(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return false;
  return !(typeof value === 'number' && Number.isFinite(value));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
