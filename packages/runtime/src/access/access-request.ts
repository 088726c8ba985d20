import * as z from 'zod/mini';

/** The executor's clock and its `Buffer` bound what can be asked. */
const MAX_SECONDS = 24 * 60 * 60;
const MAX_KEPT_BYTES = 256 * 1024 * 1024;

const path = z.string();

const MAX_CHARACTERS = 1000;
const characters = z.int().check(z.gte(1), z.lte(MAX_CHARACTERS));

/** How large a terminal is to be. */
export const terminalSize = z.object({ columns: characters, rows: characters });

/** What is asked about the workspace: the one request of a connection that was opened for it. */
export const accessRequest = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('list'), path }),
  z.object({ operation: z.literal('read'), path }),
  /** The bytes follow as data, and its end makes them the file. */
  z.object({ operation: z.literal('write'), path, maxBytes: z.int().check(z.gte(0)) }),
  z.object({ operation: z.literal('zip'), path }),
  z.object({
    operation: z.literal('run'),
    program: z.string(),
    args: z.array(z.string()),
    cwd: z.optional(path),
    environment: z.optional(z.record(z.string(), z.string())),
    input: z.optional(z.string()),
    timeoutSeconds: z.optional(z.number().check(z.gt(0), z.lte(MAX_SECONDS))),
    maxOutputBytes: z.optional(z.int().check(z.gte(0), z.lte(MAX_KEPT_BYTES))),
  }),
  /**
   * Data goes both ways until the shell or the connection ends. An answer of whoever asked is a new `terminalSize`, and its
   * end closes the shell.
   */
  z.object({ operation: z.literal('shell'), columns: characters, rows: characters }),
  z.object({ operation: z.literal('ports') }),
]);

export type AccessRequest = z.infer<typeof accessRequest>;
