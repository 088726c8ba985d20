import { environmentSecrets } from '@capstan/events';
import { secretValues } from './runtime-options.ts';
import type { RunPlan } from './run-plan.ts';

/** What this process was given that is nobody's business: never to be stored or shown. By name. */
export function knownSecrets({ settings }: RunPlan, env: NodeJS.ProcessEnv): Record<string, string> {
  const { secretNames, apiKeyEnv } = settings;
  return {
    ...secretValues(secretNames, env),
    ...environmentSecrets(env, apiKeyEnv === null ? [] : [apiKeyEnv]),
  };
}
