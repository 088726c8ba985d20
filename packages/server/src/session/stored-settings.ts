import * as z from 'zod';

/**
 * What a conversation's record says about how it is to run, where it was begun by the command line. Of a conversation
 * begun over the server it says no more than that it is the demo.
 */
const storedSettingsSchema = z.object({
  baseUrl: z.string().nullish().catch(null),
  apiKeyEnv: z.string().nullish().catch(null),
  network: z
    .union([z.enum(['on', 'off']), z.array(z.string())])
    .optional()
    .catch(undefined),
  memoryMb: z.number().nullish().catch(null),
  /** A script answers in place of a model. */
  demo: z.boolean().optional().catch(undefined),
  environment: z.record(z.string(), z.string()).optional().catch(undefined),
});

export type StoredSettings = z.output<typeof storedSettingsSchema>;

export function storedSettings(settings: unknown): StoredSettings {
  return storedSettingsSchema.parse(settings);
}
