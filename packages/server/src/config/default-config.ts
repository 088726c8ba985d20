import type { Setting } from './table/setting.ts';
import { serverConfigOf } from './server-config-of.ts';
import type { ServerConfig } from './server-config.ts';

/** The configuration of a server for which nothing was set. */
export function defaultConfig(home: string): ServerConfig {
  return { ...serverConfigOf(<Value>(setting: Setting<Value>) => setting.default), home };
}
