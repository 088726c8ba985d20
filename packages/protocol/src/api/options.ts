import * as z from 'zod';

/** What a web client has to know before it shows anything. */
export const webClientConfigSchema = z
  .object({
    APP_MODE: z.literal('oss'),
    GITHUB_CLIENT_ID: z.string(),
    /** Empty: nothing is sent to anybody. */
    POSTHOG_CLIENT_KEY: z.string(),
    FEATURE_FLAGS: z.object({ ENABLE_BILLING: z.boolean(), HIDE_LLM_SETTINGS: z.boolean() }),
  })
  .meta({ id: 'WebClientConfig' });

export type WebClientConfig = z.output<typeof webClientConfigSchema>;
