import * as z from 'zod';

/**
 * A shell of a person in the sandbox of a conversation, `/api/conversations/{conversation_id}/terminal`, over WebSocket
 * with the subprotocols of the event stream. Binary frames are what is typed and what is written; text frames are JSON:
 * `TerminalRequest` from the client, `TerminalFrame` from the server.
 */

const characters = z.int().min(1).max(1_000);

/** In characters. */
export const terminalSizeSchema = z.object({ columns: characters, rows: characters });

/** Bytes. */
const amount = z
  .int()
  .min(1)
  .max(16 * 1_024 * 1_024);

/** What stands in the address. */
export const terminalQuerySchema = z.object({
  columns: z.coerce.number().pipe(characters),
  rows: z.coerce.number().pipe(characters),
  /**
   * Bytes that the server sends ahead of what the client says it has taken. Without it only the connection slows the shell
   * down, and a page reads a connection however slowly it shows what comes.
   */
  window: z.coerce.number().pipe(amount).optional(),
});

/** What a client says. */
export const terminalRequestSchema = z.discriminatedUnion('type', [
  terminalSizeSchema.extend({ type: z.literal('resize') }),
  /** So many bytes more were taken; only where the address names a window. */
  z.object({ type: z.literal('taken'), bytes: amount }),
]);

/** What the server says. The connection closes after `exit` and `error`. */
export const terminalFrameSchema = z.discriminatedUnion('type', [
  /** The shell runs. */
  z.object({ type: z.literal('open') }),
  /** It has ended by itself; null where a signal ended it. */
  z.object({ type: z.literal('exit'), code: z.int().nullable() }),
  /** `code` is one of the error table. */
  z.object({ type: z.literal('error'), code: z.string(), message: z.string(), remedy: z.string() }),
]);

export type TerminalRequest = z.output<typeof terminalRequestSchema>;
export type TerminalFrame = z.output<typeof terminalFrameSchema>;

/** Whether a person may open a shell, and whether there is a sandbox to open it in. */
export const terminalStateSchema = z.object({
  interactive: z.boolean().meta({ description: 'Whether this server permits shells of people' }),
  running: z.boolean().meta({ description: 'Whether the conversation runs; a shell needs that' }),
  limit: z.int().meta({ description: 'Most shells that are open at the same time' }),
});

export type TerminalState = z.output<typeof terminalStateSchema>;
