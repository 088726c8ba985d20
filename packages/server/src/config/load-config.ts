import { findConfigFile } from './config-file.ts';
import { configInvalid } from './config-problem.ts';
import type { ConfigFlags, ConfigSources } from './config-sources.ts';
import { contradictions } from './contradictions.ts';
import { serverConfigOf } from './server-config-of.ts';
import type { ServerConfig } from './server-config.ts';
import { SettingsReader, type ResolvedSetting } from './settings-reader.ts';
import { ALL_SETTINGS, SETTINGS } from './table/settings.ts';
import { CONFIG_VARIABLE, unknownNames } from './unknown-names.ts';

export interface ConfigRequest {
  /** `--config` names the file. */
  flags?: ConfigFlags;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Home folder of Capstan where nothing else is set. */
  home: string;
  /** Folder with the web client where nothing else is set; left out where there is none. */
  frontend?: string | undefined;
}

export interface LoadedConfig {
  config: ServerConfig;
  /** Every setting with its value and where that comes from. */
  settings: ResolvedSetting[];
  /** The file that was read. */
  file: string | null;
  /** What was given and is not used. */
  warnings: string[];
}

/**
 * The configuration that defaults, file, environment and flags make, the later over the earlier.
 * Throws `config_invalid` with everything that cannot be used.
 */
export function loadConfig({ flags = {}, env, cwd, home, frontend }: ConfigRequest): LoadedConfig {
  const { '--config': named, ...others } = flags;
  const sources: ConfigSources = {
    flags: others,
    env,
    file: undefined,
    cwd,
    defaults: {
      [SETTINGS.home.name]: home,
      ...(frontend === undefined ? {} : { [SETTINGS.frontend.name]: frontend }),
    },
  };
  // Where the home folder is may stand in the file, but not where to look for the file.
  const searched = new SettingsReader(sources).read(SETTINGS.home);
  const file = typeof named === 'string' ? named : env[CONFIG_VARIABLE] || undefined;
  sources.file = findConfigFile(file, cwd, searched);

  const reader = new SettingsReader(sources);
  const config = serverConfigOf(reader.read);
  const unknown = unknownNames(sources);
  const contradicting = contradictions(reader);
  const problems = [...unknown.problems, ...reader.problems, ...contradicting.problems];
  if (problems.length > 0) throw configInvalid(problems);
  return {
    config,
    settings: ALL_SETTINGS.flatMap(({ name }) => reader.resolved.get(name) ?? []),
    file: sources.file?.path ?? null,
    warnings: [...unknown.warnings, ...contradicting.warnings],
  };
}
