import * as z from 'zod';
import { gitProviderNameSchema } from './git.ts';

/** A name that a shell takes for a variable. `__proto__` is one as well, and trouble for everybody who keeps it. */
export const secretNameSchema = z
  .string()
  .max(200)
  .regex(/^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$/, 'Use letters, digits and _, without a digit at the start');

/** Longer values do not fit into the environment of a command on every system. */
const value = z
  .string()
  .min(1)
  .max(65_536)
  .refine((text) => !text.includes('\0'), 'The character NUL cannot be part of a variable');
const description = z.string().max(2_000).nullish();

/** `POST /api/secrets`. */
export const newSecretSchema = z
  .object({ name: secretNameSchema, value, description })
  .meta({ id: 'NewSecret' });

/** `PUT /api/secrets/{id}`, where the id is the name so far. Without a value, the stored one stays. */
export const secretChangeSchema = z
  .object({ name: secretNameSchema, description, value: value.nullish() })
  .meta({ id: 'SecretChange' });

/** `GET /api/secrets`. Values are never shown. */
export const secretListSchema = z
  .object({ custom_secrets: z.array(z.object({ name: z.string(), description: z.string() })) })
  .meta({ id: 'SecretList' });

export type SecretList = z.output<typeof secretListSchema>;

const providerTokenSchema = z.object({
  /** Empty or absent: the stored one stays. */
  token: z.string().max(4_000).nullish(),
  user_id: z.string().max(200).nullish(),
  /** Absent: stays as it is. Null or empty: the public one. */
  host: z.string().max(300).regex(/^\S*$/, 'A host has no spaces').nullish(),
});

/** `POST /api/add-git-providers`. Providers that are not mentioned keep what they have. */
export const gitProviderTokensSchema = z
  .object({ provider_tokens: z.partialRecord(gitProviderNameSchema, providerTokenSchema).default({}) })
  .meta({ id: 'GitProviderTokens' });

export type GitProviderTokens = z.output<typeof gitProviderTokensSchema>;
