import type * as z from 'zod/mini';

type Check = (value: unknown) => boolean;

const no: Check = () => false;

/**
 * A quick check that a value is already what a schema would make of it: every key there, nothing to fill in
 * or to convert. It may say no where the schema says yes, never the other way round, so it serves to pass
 * over the schema for the many events of a log that were written by this version.
 */
export function conforms(schema: z.core.$ZodType): Check {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ((def.checks?.length ?? 0) > 0) return no;
  switch (def.type) {
    case 'string':
      return 'format' in def ? no : (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      if (!('format' in def)) return Number.isFinite;
      return def.format === 'safeint' ? Number.isSafeInteger : no;
    case 'literal':
      return oneOf(def.values);
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'custom':
      return 'fn' in def && def.check === 'custom' ? (value) => def.fn(value) === true : no;
    case 'default':
    case 'catch':
      return conforms(def.innerType);
    case 'optional':
      return either(undefined, conforms(def.innerType));
    case 'nullable':
      return either(null, conforms(def.innerType));
    case 'union': {
      const options = def.options.map(conforms);
      return (value) => options.some((option) => option(value));
    }
    case 'array': {
      const item = conforms(def.element);
      return (value) => Array.isArray(value) && value.every(item);
    }
    case 'record': {
      if (def.keyType._zod.def.type !== 'string') return no;
      const item = conforms(def.valueType);
      return (value) => isObject(value) && Object.values(value).every(item);
    }
    case 'object':
      return allOf(Object.entries(def.shape).map(([key, field]) => [key, conforms(field)] as const));
    default:
      return no;
  }
}

function allOf(fields: readonly (readonly [string, Check])[]): Check {
  return (value) => {
    if (!isObject(value)) return false;
    for (const [key, check] of fields) if (!check(value[key])) return false;
    return true;
  };
}

const either =
  (other: undefined | null, check: Check): Check =>
  (value) =>
    value === other || check(value);

function oneOf(values: readonly unknown[]): Check {
  const known = new Set(values);
  return (value) => known.has(value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
