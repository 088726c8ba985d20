/*
 * Looks at a body without parsing it. Quotes inside of strings are escaped, so a quoted word in the raw
 * text is always a whole key or a whole string. What stands in a tool's arguments can be mistaken for a
 * field of the request where a protocol nests them as objects.
 */

/** The first `model` of a body. */
export const peekModel = (raw: string): string | undefined => /"model"\s*:\s*"([^"\\]*)"/.exec(raw)?.[1];

/** Whether the first field of this name is true. */
export function peekTrue(raw: string, field: string): boolean {
  const key = `"${field}"`;
  const at = raw.indexOf(key);
  return at >= 0 && /^\s*:\s*true\b/.test(raw.slice(at + key.length, at + key.length + 16));
}

/** How many messages are of this role. */
export function peekRoleCount(raw: string, role: string): number {
  const value = `"${role}"`;
  let count = 0;
  for (let at = raw.indexOf(value); at >= 0; at = raw.indexOf(value, at + value.length)) {
    if (/"role"\s*:\s*$/.test(raw.slice(Math.max(0, at - 16), at))) count += 1;
  }
  return count;
}
