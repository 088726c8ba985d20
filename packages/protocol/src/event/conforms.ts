import * as z from 'zod/mini';

type Check = (value: unknown) => boolean;

/**
 * A quick check that a value is already what a schema would make of it: every key there, nothing to fill in
 * or to convert. It may say no where the schema says yes, never the other way round, so it serves to pass
 * over the schema for the many events of a log that were written by this version. It is compiled to source,
 * ten times as fast as the schema while the engine is cold, which it is when a conversation is opened. Where
 * code may not be compiled it says no to everything.
 */
export function conforms(schema: z.core.$ZodType): Check {
  if (!z.core.util.allowsEval.value) return () => false;
  const constants: unknown[] = [];
  const source = condition(schema, 'value', constants);
  // Made of key names and literals of the schema only, each written as JSON.
  return new Function('constants', `return (value) => ${source}`)(constants) as Check;
}

/** Source of a condition on the expression `at`. What cannot be written as source goes to `constants`. */
function condition(schema: z.core.$ZodType, at: string, constants: unknown[]): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const call = (check: (value: never) => boolean): string => `constants[${constants.push(check) - 1}](${at})`;
  if ((def.checks?.length ?? 0) > 0) return 'false';
  switch (def.type) {
    case 'string':
      return 'format' in def ? 'false' : `typeof ${at} === "string"`;
    case 'boolean':
      return `typeof ${at} === "boolean"`;
    case 'number':
      if (!('format' in def)) return `Number.isFinite(${at})`;
      return def.format === 'safeint' ? `Number.isSafeInteger(${at})` : 'false';
    case 'literal':
      return oneOf(def.values, at);
    case 'enum':
      return oneOf(Object.values(def.entries), at);
    case 'custom':
      return 'fn' in def && def.check === 'custom' ? call((value) => def.fn(value) === true) : 'false';
    case 'default':
    case 'catch':
      return condition(def.innerType, at, constants);
    case 'optional':
      return `(${at} === undefined || ${condition(def.innerType, at, constants)})`;
    case 'nullable':
      return `(${at} === null || ${condition(def.innerType, at, constants)})`;
    case 'union':
      return `(${def.options.map((option) => condition(option, at, constants)).join(' || ')})`;
    case 'array': {
      const item = conforms(def.element);
      return call((value: unknown) => Array.isArray(value) && value.every((one) => item(one)));
    }
    case 'record': {
      if (def.keyType._zod.def.type !== 'string') return 'false';
      const item = conforms(def.valueType);
      return call((value: unknown) => isObject(value) && Object.values(value).every((one) => item(one)));
    }
    case 'object': {
      const fields = Object.entries(def.shape).map(([key, field]) =>
        condition(field, `${at}[${JSON.stringify(key)}]`, constants),
      );
      return ['(' + call(isObject), ...fields].join(' && ') + ')';
    }
    default:
      return 'false';
  }
}

function oneOf(values: readonly unknown[], at: string): string {
  const plain = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
  return plain ? `(${values.map((value) => `${at} === ${JSON.stringify(value)}`).join(' || ')})` : 'false';
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
