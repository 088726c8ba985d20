import { DEFAULT_CONTROLLER_CONFIG, type ConfirmationPolicy, type ControllerConfig } from '@capstan/agent';
import type { Conversation } from '@capstan/storage';
import { z } from 'zod';
import type { RunOptions } from './run-options.ts';

const confirmationSchema = z.union([
  z.literal('never'),
  z.literal('always'),
  z.strictObject({ above: z.literal([0, 1, 2]) }),
]);

/** What is kept with a conversation, so that resuming it needs no flags. */
const settingsSchema = z.object({
  baseUrl: z.string().nullable().default(null),
  apiKeyEnv: z.string().nullable().default(null),
  maxIterations: z.number().default(DEFAULT_CONTROLLER_CONFIG.maxIterations),
  maxBudgetUsd: z.number().nullable().default(null),
  attempts: z.number().nullable().default(null),
  retryWaitSeconds: z.number().nullable().default(null),
  confirmation: confirmationSchema.default('never'),
  network: z.union([z.literal('on'), z.literal('off'), z.array(z.string())]).default('on'),
  memoryMb: z.number().nullable().default(null),
  environment: z.record(z.string(), z.string()).default({}),
  secretNames: z.array(z.string()).default([]),
  replay: z.string().nullable().default(null),
  demo: z.boolean().default(false),
});

export type ConversationSettings = z.output<typeof settingsSchema>;

/** Settings of a conversation: what is asked for now, else what it had, else the defaults. */
export function settingsOf(options: RunOptions, stored: Conversation['settings'] = {}): ConversationSettings {
  const had = settingsSchema.parse(stored);
  return {
    baseUrl: options.baseUrl ?? had.baseUrl,
    apiKeyEnv: options.apiKeyEnv ?? had.apiKeyEnv,
    maxIterations: options.maxIterations ?? had.maxIterations,
    maxBudgetUsd: options.maxBudgetUsd ?? had.maxBudgetUsd,
    attempts: options.attempts ?? had.attempts,
    retryWaitSeconds: options.retryWaitSeconds ?? had.retryWaitSeconds,
    confirmation: options.confirmation ?? had.confirmation,
    network: options.network ?? had.network,
    memoryMb: options.memoryMb ?? had.memoryMb,
    environment: { ...had.environment, ...options.environment },
    secretNames: [...new Set([...had.secretNames, ...options.secretNames])],
    replay: options.replay ?? had.replay,
    demo: options.demo || had.demo,
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
