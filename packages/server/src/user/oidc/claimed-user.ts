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

/**
 * Undefined if the claim that names the user is missing or is no name. An address that is not verified is left out: at many
 * providers anybody can enter that of somebody else.
 */
export function claimedUser(
  claims: Readonly<Record<string, unknown>>,
  userClaim: string,
): ClaimedUser | undefined {
  const trusted = claims['email_verified'] === false ? { ...claims, email: undefined } : claims;
  const { email } = trusted;
  const user = { id: trusted[userClaim], email: typeof email === 'string' ? email : null };
  return claimedUserSchema.safeParse(user).data;
}
