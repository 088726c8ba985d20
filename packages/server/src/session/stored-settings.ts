import * as z from 'zod';

/**
 * What a conversation's record says about how it is to run, where it was begun by the command line. A conversation
 * begun over the server has none of it.
 */
const storedSettingsSchema = z.object({
  baseUrl: z.string().nullish().catch(null),
  apiKeyEnv: z.string().nullish().catch(null),
  network: z
    .union([z.enum(['on', 'off']), z.array(z.string())])
    .optional()
    .catch(undefined),
  memoryMb: z.number().nullish().catch(null),
  environment: z.record(z.string(), z.string()).optional().catch(undefined),
});

export type StoredSettings = z.output<typeof storedSettingsSchema>;

export function storedSettings(settings: unknown): StoredSettings {
  return storedSettingsSchema.parse(settings);
}
