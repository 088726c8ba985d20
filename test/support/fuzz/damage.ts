import fc from 'fast-check';

const LONG = 'x'.repeat(5_000);

/** What somebody puts where it does not belong. None of it leads to another machine or to a folder of this one. */
export const nastyValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    2 ** 53,
    -(2 ** 63),
    '',
    ' ',
    '0',
    'null',
    'undefined',
    'NaN',
    'a\0b',
    '..',
    '../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    'C:\\Windows',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '${7*7}',
    '$(id)',
    '__proto__',
    'constructor',
    'toString',
    '\ud800',
    '\u202e\u200b\ufeff',
    '🧨'.repeat(50),
    LONG,
    [],
    {},
    [[]],
    [null],
    { length: 1 },
    { toString: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/^[/~.]/.test(text)),
  fc.jsonValue({ maxDepth: 3 }),
);

type Place = (string | number)[];

/** One thing that is done to a value. */
type Damage =
  | { kind: 'replace' | 'add' | 'wrap'; at: number; key: string; value: unknown }
  | { kind: 'delete'; at: number };

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'extra',
  '',
  '$where',
  'a\0b',
  '0',
  LONG,
);

const damages: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('replace' as const, 'add' as const, 'wrap' as const),
      at: fc.nat(),
      key: keys,
      value: nastyValues,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }) },
);

/** Values like the given ones, with something wrong in them. */
export const damaged = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.array(damages, { minLength: 1, maxLength: 3 }))
    .map(([value, all]) => all.reduce((so, damage) => done(so, damage), structuredClone(value)));

function done(value: unknown, damage: Damage): unknown {
  const places = placesIn(value);
  const place = places[damage.at % places.length] ?? [];
  const found = place.reduce<unknown>(
    (at, key) => (isContainer(at) ? Reflect.get(at, key) : undefined),
    value,
  );
  switch (damage.kind) {
    case 'replace':
      return withValue(value, place, damage.value);
    case 'wrap':
      return withValue(value, place, [found]);
    case 'add':
      // Also `__proto__` becomes a field like any other, as in the JSON of somebody who means harm.
      if (isContainer(found)) define(found, damage.key, damage.value);
      return value;
    case 'delete':
      return withoutValue(value, place);
  }
}

function withValue(value: unknown, place: Place, replacement: unknown): unknown {
  const key = place.at(-1);
  if (key === undefined) return replacement;
  const parent = place
    .slice(0, -1)
    .reduce<unknown>((at, step) => (isContainer(at) ? Reflect.get(at, step) : at), value);
  if (isContainer(parent)) define(parent, key, replacement);
  return value;
}

function withoutValue(value: unknown, place: Place): unknown {
  const key = place.at(-1);
  if (key === undefined) return undefined;
  const parent = place
    .slice(0, -1)
    .reduce<unknown>((at, step) => (isContainer(at) ? Reflect.get(at, step) : at), value);
  if (isContainer(parent)) Reflect.deleteProperty(parent, key);
  return value;
}

function placesIn(value: unknown, place: Place = []): Place[] {
  if (!isContainer(value)) return [place];
  const keys = Object.keys(value);
  return [place, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...place, key]))];
}

function define(container: object, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
