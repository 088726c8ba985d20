import * as z from 'zod';

/** Why a test failed, in the words of the error table. */
export const testFailureSchema = z
  .object({
    ok: z.literal(false),
    /** A code of the error table. */
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'TestFailure' });
