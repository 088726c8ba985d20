import fc from 'fast-check';
import type * as z from 'zod/mini';
import { NO_ID } from '../src/event/envelope.ts';
import { ACTION_KINDS, OBSERVATION_KINDS } from '../src/event/event-kind.ts';
import type { JsonObject } from '../src/json.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const jsonObject = fc.dictionary(text, fc.jsonValue({ maxDepth: 2, noUnicodeString: false }), { maxKeys: 3 });
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }));

/** Raw JSON of events of every kind, as this version writes them, with unknown keys now and then. */
export const arbitraryRawEvent: fc.Arbitrary<JsonObject> = fc
  .oneof(
    ...[...Object.values(ACTION_KINDS), ...Object.values(OBSERVATION_KINDS)].map((kind) =>
      arbitraryOf(kind.event()).filter((event) => kind.event().safeParse(event).success),
    ),
  )
  .map((event) => JSON.parse(JSON.stringify(event)) as JsonObject)
  // -1 stands for no id, which is not written.
  .filter((event) => event.id !== NO_ID);

function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return text;
    case 'boolean':
      return fc.boolean();
    case 'number':
      return 'format' in def ? fc.integer() : number;
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'default':
    case 'catch':
      return arbitraryOf(def.innerType);
    case 'optional':
      return fc.option(arbitraryOf(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType));
    case 'union':
      return arbitraryOf(def.options[0]!);
    case 'array':
      return fc.array(arbitraryOf(def.element), { maxLength: 3 });
    case 'record':
      return fc.dictionary(text, arbitraryOf(def.valueType), { maxKeys: 3 });
    case 'object':
      return objectOf(def.shape);
    default:
      return jsonValueFor(schema);
  }
}

/** For a custom check: any of a few JSON values that it accepts. */
function jsonValueFor(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const accepts = (value: unknown) => def.type === 'custom' && 'fn' in def && def.fn(value) === true;
  return fc
    .oneof(jsonObject, number, fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 2 }))
    .filter(accepts);
}

function objectOf(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, arbitraryOf(schema)])),
  );
  const unknown = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ of_another_version: fc.jsonValue({ maxDepth: 1 }) }) },
  );
  return fc.tuple(known, unknown).map(([fields, more]) => ({ ...fields, ...more }));
}
