import * as z from 'zod';

/** What a web client has to know before it shows anything. */
export const webClientConfigSchema = z
  .object({
    APP_MODE: z.literal('oss'),
    GITHUB_CLIENT_ID: z.string(),
    /** Empty: nothing is sent to anybody. */
    POSTHOG_CLIENT_KEY: z.string(),
    FEATURE_FLAGS: z.object({ ENABLE_BILLING: z.boolean(), HIDE_LLM_SETTINGS: z.boolean() }),
    /** The model of the operator for users who have set none, as `provider/model`; null where there is none. */
    default_model: z.string().nullable(),
    /** Whether the server tells people apart. */
    multi_user: z.boolean(),
    /** Whether conversations may work in folders of the server's machine. */
    local_folders: z.boolean(),
    /** Whether a person may have a shell of their own in the sandbox of a conversation. */
    interactive_terminal: z.boolean(),
  })
  .meta({ id: 'WebClientConfig' });

export type WebClientConfig = z.output<typeof webClientConfigSchema>;
