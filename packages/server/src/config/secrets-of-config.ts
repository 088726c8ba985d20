import type { ServerConfig } from './server-config.ts';

/** Shorter values are too likely to be ordinary words. */
const SHORTEST_SECRET = 8;

/** Every secret value of a configuration: never to be logged, stored or shown in clear. */
export function secretsOfConfig({ auth, llm, runtime }: ServerConfig): string[] {
  const values = [
    auth.sessionApiKey,
    auth.oidc?.clientSecret,
    llm.apiKey,
    ...Object.values(runtime.environment),
  ];
  return values
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= SHORTEST_SECRET);
}
