import type * as z from 'zod/mini';

type Check = (value: unknown) => boolean;

/**
 * A quick check that a value is already what a schema would make of it: every key there, nothing to fill in
 * or to convert. It may say no where the schema says yes, never the other way round, so it serves to pass
 * over the schema for the many events of a log that were written by this version.
 */
export function conforms(schema: z.core.$ZodType): Check {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ((def.checks?.length ?? 0) > 0) return never;
  switch (def.type) {
    case 'string':
      return 'format' in def ? never : (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      if (!('format' in def)) return Number.isFinite;
      return def.format === 'safeint' ? Number.isSafeInteger : never;
    case 'literal':
      return oneOf(def.values);
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'custom':
      return 'fn' in def && def.check === 'custom' ? (value) => def.fn(value) === true : never;
    case 'default':
    case 'catch':
      return conforms(def.innerType);
    case 'optional':
      return or((value) => value === undefined, conforms(def.innerType));
    case 'nullable':
      return or((value) => value === null, conforms(def.innerType));
    case 'union':
      return def.options.map(conforms).reduce(or, never);
    case 'array':
      return everyItem(conforms(def.element));
    case 'record':
      return def.keyType._zod.def.type === 'string' ? everyValue(conforms(def.valueType)) : never;
    case 'object':
      return everyField(def.shape);
    default:
      return never;
  }
}

const never: Check = () => false;

const or =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) || other(value);

function oneOf(values: readonly unknown[]): Check {
  const allowed = new Set(values);
  return (value) => allowed.has(value);
}

const everyItem =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const everyValue =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);

function everyField(shape: Readonly<Record<string, z.core.$ZodType>>): Check {
  const fields = Object.entries(shape).map(([key, schema]) => ({ key, check: conforms(schema) }));
  return (value) => {
    if (!isObject(value)) return false;
    for (const { key, check } of fields) if (!check(value[key])) return false;
    return true;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
