type Fields = Readonly<Record<string, unknown>>;

/** JSON merge patch, RFC 7396: objects are merged member by member, null removes, everything else replaces. */
export function mergePatch(target: unknown, patch: Fields): Fields {
  const merged = new Map(Object.entries(isFields(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) merged.delete(name);
    else merged.set(name, isFields(value) ? mergePatch(merged.get(name), value) : value);
  }
  return Object.fromEntries(merged);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
