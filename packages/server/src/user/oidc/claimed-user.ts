import * as z from 'zod';

const LONGEST_ID = 200;

/** Who a token speaks of. */
export const claimedUserSchema = z.object({
  id: z
    .string()
    .min(1)
    .max(LONGEST_ID)
    .regex(/^[^\u0000-\u001f]*$/),
  email: z.string().nullable(),
});

export type ClaimedUser = z.output<typeof claimedUserSchema>;

/** Undefined if the claim that names the user is missing or is no name. An address that is not verified is left out. */
export function claimedUser(
  claims: Readonly<Record<string, unknown>>,
  userClaim: string,
): ClaimedUser | undefined {
  const email = claims['email_verified'] === false ? undefined : claims['email'];
  const user = { id: claims[userClaim], email: typeof email === 'string' ? email : null };
  return claimedUserSchema.safeParse(user).data;
}
