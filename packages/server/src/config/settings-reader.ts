import type { ReadSetting, Setting } from './table/setting.ts';
import { givenValue, type ConfigSources, type GivenValue } from './config-sources.ts';
import { originText, type SettingOrigin } from './setting-origin.ts';
import { withoutCredentials } from './without-credentials.ts';

/** A setting with what it came to. */
export interface ResolvedSetting {
  name: string;
  /** As a file would hold it; of a secret only `set`, or null. */
  value: unknown;
  origin: SettingOrigin;
  help: string;
}

/** Reads settings from their sources, and notes what each came to and what cannot be used. */
export class SettingsReader {
  readonly resolved = new Map<string, ResolvedSetting>();
  readonly #problems = new Map<string, string>();
  readonly #sources: ConfigSources;

  constructor(sources: ConfigSources) {
    this.#sources = sources;
  }

  get problems(): string[] {
    return [...this.#problems.values()];
  }

  /** The default where what is given cannot be used. */
  readonly read: ReadSetting = (setting) => {
    const given = givenValue(setting, this.#sources);
    const value = given === undefined ? setting.default : this.#parse(setting, given);
    const origin = given?.origin ?? { source: 'default' };
    this.resolved.set(setting.name, {
      name: setting.name,
      value: shownValue(setting, value),
      origin,
      help: setting.help,
    });
    return value;
  };

  #parse<Value>(setting: Setting<Value>, { raw, origin, folder }: GivenValue): Value {
    const { kind, name, secret = false } = setting;
    const value = typeof raw === 'string' && origin.source !== 'file' ? kind.fromText(raw) : raw;
    const parsed = kind.schema(folder).safeParse(value);
    if (parsed.success) return parsed.data;
    const found = secret ? '' : `is ${withoutCredentials(JSON.stringify(raw))}, but `;
    this.#problems.set(name, `${name} (${originText(origin)}) ${found}must be ${kind.allowed}`);
    return setting.default;
  }
}

function shownValue<Value>(setting: Setting<Value>, value: Value): unknown {
  if (setting.secret) return shownSecret(value);
  const shown = setting.kind.shown?.(value) ?? value;
  return typeof shown === 'string' ? withoutCredentials(shown) : shown;
}

/** That it is set, and of a table what its entries are called. */
function shownSecret(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value === null ? null : 'set';
  return Object.fromEntries(Object.keys(value).map((name) => [name, 'set']));
}
