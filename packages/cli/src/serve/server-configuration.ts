import { loadConfig, type LoadedConfig } from '@capstan/server/config';
import { capstanHome } from '../settings/capstan-home.ts';
import { builtWebClient } from './built-web-client.ts';
import { configFlags, type ConfigOptionValues } from './config-options.ts';

/** The configuration of the server that these options, this environment and this folder make. */
export function serverConfiguration(values: ConfigOptionValues): LoadedConfig {
  const { env } = process;
  const { root } = capstanHome(env);
  return loadConfig({
    flags: configFlags(values),
    env,
    cwd: process.cwd(),
    home: root,
    frontend: builtWebClient(),
  });
}

export function writeWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`capstan: warning: ${warning}\n`);
}
