import type { JsonValue } from '@capstan/protocol';

/** One event with data alone. */
export const dataEvent = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

/** One event that is named after the `type` of its data. */
export const namedEvent = (data: { type: string; [key: string]: JsonValue }): string =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
