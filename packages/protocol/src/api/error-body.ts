import * as z from 'zod';

/** One thing that is wrong with a request: where, and why. The shape of FastAPI, which clients read. */
const issueSchema = z.object({
  type: z.string(),
  /** `body`, `query`, `path` or `header`, then the names and indices inside. */
  loc: z.array(z.union([z.string(), z.number()])),
  msg: z.string(),
});

/**
 * The one shape of every failure. Clients of OpenHands look for the text in `error`, `message` or `detail`,
 * depending on the route, so it stands in all three; a request that does not fit its schema lists its issues in
 * `detail`.
 */
export const errorBodySchema = z
  .looseObject({
    error: z.string(),
    message: z.string(),
    detail: z.union([z.string(), z.array(issueSchema)]),
    /** A code of the table in `error/error-code.ts`. */
    code: z.string(),
    /** What to do about it. */
    remedy: z.string(),
    /** Only where clients of OpenHands expect it. */
    status: z.literal('error').optional(),
    msg_id: z.string().optional(),
  })
  .meta({ id: 'Error' });

export type RequestIssue = z.output<typeof issueSchema>;
export type ErrorBody = z.output<typeof errorBodySchema>;
