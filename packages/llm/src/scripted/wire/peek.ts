/** The first `model` of a body. */
export const peekModel = (raw: string): string | undefined => /"model"\s*:\s*"([^"\\]*)"/.exec(raw)?.[1];

/** Whether a field of this name is true anywhere in a body. */
export const peekTrue = (raw: string, field: string): boolean =>
  raw.includes(`"${field}":true`) || raw.includes(`"${field}": true`);
