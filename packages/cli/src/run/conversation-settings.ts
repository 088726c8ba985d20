import { DEFAULT_CONTROLLER_CONFIG, type ConfirmationPolicy, type ControllerConfig } from '@capstan/agent';
import type { Conversation } from '@capstan/storage';
import * as z from 'zod/mini';
import type { RunOptions } from './run-options.ts';

const confirmationSchema = z.union([
  z.literal('never'),
  z.literal('always'),
  z.strictObject({ above: z.literal([0, 1, 2]) }),
]);

const textOrNull = () => z._default(z.nullable(z.string()), null);
const numberOrNull = () => z._default(z.nullable(z.number()), null);

/** What is kept with a conversation, so that resuming it needs no flags. */
const settingsSchema = z.object({
  baseUrl: textOrNull(),
  apiKeyEnv: textOrNull(),
  maxIterations: z._default(z.number(), DEFAULT_CONTROLLER_CONFIG.maxIterations),
  maxBudgetUsd: numberOrNull(),
  attempts: numberOrNull(),
  retryWaitSeconds: numberOrNull(),
  confirmation: z._default(confirmationSchema, 'never'),
  network: z._default(z.union([z.literal('on'), z.literal('off'), z.array(z.string())]), 'on'),
  memoryMb: numberOrNull(),
  environment: z._default(z.record(z.string(), z.string()), {}),
  secretNames: z._default(z.array(z.string()), []),
  replay: textOrNull(),
  demo: z._default(z.boolean(), false),
});

export type ConversationSettings = z.output<typeof settingsSchema>;

/** Settings of a conversation: what is asked for now, else what it had, else the defaults. */
export function settingsOf(options: RunOptions, stored: Conversation['settings'] = {}): ConversationSettings {
  const had = settingsSchema.parse(stored);
  return {
    baseUrl: options.baseUrl ?? had.baseUrl ?? options.defaultBaseUrl,
    apiKeyEnv: options.apiKeyEnv ?? had.apiKeyEnv,
    maxIterations: options.maxIterations ?? had.maxIterations,
    maxBudgetUsd: options.maxBudgetUsd === 'none' ? null : (options.maxBudgetUsd ?? had.maxBudgetUsd),
    attempts: options.attempts ?? had.attempts,
    retryWaitSeconds: options.retryWaitSeconds ?? had.retryWaitSeconds,
    confirmation: options.confirmation ?? had.confirmation,
    network: options.network ?? had.network,
    memoryMb: options.memoryMb ?? had.memoryMb,
    environment: { ...had.environment, ...options.environment },
    secretNames: [...new Set([...had.secretNames, ...options.secretNames])],
    replay: options.replay ?? had.replay,
    demo: options.demo || (had.demo && options.model === null),
  };
}

export function controllerConfig(settings: ConversationSettings): ControllerConfig {
  const confirmation: ConfirmationPolicy = settings.confirmation;
  return {
    ...DEFAULT_CONTROLLER_CONFIG,
    maxIterations: settings.maxIterations,
    maxBudgetUsd: settings.maxBudgetUsd,
    confirmation,
  };
}
