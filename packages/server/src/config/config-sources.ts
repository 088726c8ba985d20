import { asAlias, variablesOf, type Alias, type AnySetting } from './table/setting.ts';
import { placeIn, valueIn, type ConfigFile } from './config-file.ts';
import type { SettingOrigin } from './setting-origin.ts';

/** Flags by name, with their dashes; a switch is true. */
export type ConfigFlags = Readonly<Record<string, string | boolean | undefined>>;

export interface ConfigSources {
  flags: ConfigFlags;
  env: NodeJS.ProcessEnv;
  file: ConfigFile | undefined;
  cwd: string;
  /** Defaults that are not the same everywhere, by the name of the setting. */
  defaults: Readonly<Record<string, unknown>>;
}

/** What somebody gave for a setting. */
export interface GivenValue {
  raw: unknown;
  origin: SettingOrigin;
  /** What relative paths begin at. */
  folder: string;
}

/** What the strongest source that names the setting says: flags over environment over file over defaults. */
export function givenValue(setting: AnySetting, sources: ConfigSources): GivenValue | undefined {
  const given =
    fromFlags(setting, sources) ?? fromEnvironment(setting, sources) ?? fromFile(setting, sources.file);
  const { entriesPrefix } = setting;
  const whole = entriesPrefix === undefined ? given : withEntries(entriesPrefix, given, sources);
  return whole ?? fromDefaults(setting, sources);
}

function fromFlags({ flag }: AnySetting, { flags, cwd }: ConfigSources): GivenValue | undefined {
  if (flag === undefined) return undefined;
  const { name, as } = asAlias(flag);
  const raw = flags[name] === undefined ? undefined : as(flags[name]);
  return raw === undefined ? undefined : { raw, origin: { source: 'flag', flag: name }, folder: cwd };
}

function fromEnvironment(setting: AnySetting, { env, cwd }: ConfigSources): GivenValue | undefined {
  for (const { name, as } of variablesOf(setting)) {
    // An empty variable says nothing, as in OpenHands.
    const raw = env[name] ? as(env[name]) : undefined;
    if (raw !== undefined) return { raw, origin: { source: 'environment', variables: [name] }, folder: cwd };
  }
  return undefined;
}

function fromFile(setting: AnySetting, file: ConfigFile | undefined): GivenValue | undefined {
  if (file === undefined) return undefined;
  const names: Alias[] = [asAlias(setting.name), ...(setting.also ?? [])];
  for (const { name, as } of names) {
    const value = valueIn(file, name);
    const raw = value === undefined ? undefined : as(value);
    if (raw === undefined) continue;
    return { raw, origin: { source: 'file', place: placeIn(file, name) }, folder: file.folder };
  }
  return undefined;
}

/** Variables that each give one entry, laid over what is given as a whole. */
function withEntries(
  prefix: string,
  given: GivenValue | undefined,
  { env, cwd }: ConfigSources,
): GivenValue | undefined {
  const entries = Object.entries(env).filter(
    ([name, value]) => name.startsWith(prefix) && name !== prefix && value !== undefined,
  );
  const base = given?.raw ?? {};
  // What is no table is refused by the schema, with or without entries.
  if (entries.length === 0 || typeof base !== 'object') return given;
  return {
    raw: {
      ...base,
      ...Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value])),
    },
    origin: { source: 'environment', variables: entries.map(([name]) => name) },
    folder: cwd,
  };
}

function fromDefaults({ name }: AnySetting, { defaults, cwd }: ConfigSources): GivenValue | undefined {
  if (!Object.hasOwn(defaults, name)) return undefined;
  return { raw: defaults[name], origin: { source: 'default' }, folder: cwd };
}
