import { secretValues } from './runtime-options.ts';
import type { RunPlan } from './run-plan.ts';

const SECRET_NAME = /(API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)/i;
/** Shorter values are too likely to be ordinary words. */
const SHORTEST_SECRET = 8;

/** What this process was given that is nobody's business: never to be stored or shown. By name. */
export function knownSecrets({ settings }: RunPlan, env: NodeJS.ProcessEnv): Record<string, string> {
  const secrets = secretValues(settings.secretNames, env);
  for (const [name, value] of Object.entries(env)) {
    const named = SECRET_NAME.test(name) || name === settings.apiKeyEnv;
    if (value !== undefined && value.length >= SHORTEST_SECRET && named) secrets[name] = value;
  }
  return secrets;
}
