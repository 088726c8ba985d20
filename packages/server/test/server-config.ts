import { defaultConfig } from '../src/config/default-config.ts';
import type { HttpConfig, ServerConfig } from '../src/config/server-config.ts';

export interface ConfigChanges extends Partial<Pick<ServerConfig, 'home' | 'auth' | 'llm' | 'uploads'>> {
  http?: Partial<HttpConfig>;
}

/** The default configuration without a limit of rate, and on a free port. */
export function serverConfig({
  home = '/nonexistent/capstan',
  http,
  ...changes
}: ConfigChanges = {}): ServerConfig {
  const base = defaultConfig(home);
  return { ...base, ...changes, http: { ...base.http, port: 0, rateLimit: null, ...http } };
}
