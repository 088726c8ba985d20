import type { JsonObject, JsonValue } from '@capstan/protocol';

export type MaskText = (text: string) => string;

/** What to leave as it is inside an object: keys by name. */
export interface MaskRules {
  /** Values under these keys are not looked at. */
  keep: ReadonlySet<string>;
  /** Values under these keys are masked only if they are none of the words. */
  words?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Objects under these keys are data: their keys are masked too, and nothing in them is kept. */
  data?: ReadonlySet<string>;
  /** Rules for the objects below; by default the same. */
  below?: MaskRules;
}

export const MASK_ALL: MaskRules = { keep: new Set() };

/** The value with every text masked. What needs no change is returned as it is, not copied. */
export function maskedJson(value: JsonValue, mask: MaskText, rules: MaskRules = MASK_ALL): JsonValue {
  if (typeof value === 'string') return mask(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? maskedList(value, mask, rules) : maskedObject(value, mask, rules);
}

function maskedObject(object: JsonObject, mask: MaskText, rules: MaskRules): JsonObject {
  const below = rules.below ?? rules;
  let copy: JsonObject | undefined;
  for (const key in object) {
    const value = object[key];
    if (value === undefined || rules.keep.has(key)) continue;
    if (typeof value === 'string' && rules.words?.get(key)?.has(value)) continue;
    const masked = rules.data?.has(key) ? maskedData(value, mask) : maskedJson(value, mask, below);
    if (masked !== value) (copy ??= { ...object })[key] = masked;
  }
  return copy ?? object;
}

function maskedList(list: JsonValue[], mask: MaskText, rules: MaskRules): JsonValue[] {
  let copy: JsonValue[] | undefined;
  for (const [index, value] of list.entries()) {
    const masked = maskedJson(value, mask, rules);
    if (masked !== value) (copy ??= [...list])[index] = masked;
  }
  return copy ?? list;
}

/** Masks keys as well as values. */
function maskedData(value: JsonValue, mask: MaskText): JsonValue {
  if (typeof value !== 'object' || value === null) return maskedJson(value, mask);
  if (Array.isArray(value)) {
    const list = value.map((item) => maskedData(item, mask));
    return list.every((item, index) => item === value[index]) ? value : list;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, inner]): [string, JsonValue] => {
    const entry: [string, JsonValue] = [mask(key), maskedData(inner, mask)];
    changed ||= entry[0] !== key || entry[1] !== inner;
    return entry;
  });
  return changed ? Object.fromEntries(entries) : value;
}
