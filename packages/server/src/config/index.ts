export type { ConfigFlags } from './config-sources.ts';
export { defaultConfig } from './default-config.ts';
export { loadConfig, type ConfigRequest, type LoadedConfig } from './load-config.ts';
export type { ServerConfig } from './server-config.ts';
export { originText, type SettingOrigin } from './setting-origin.ts';
export type { ResolvedSetting } from './settings-reader.ts';
export { CONFIG_FLAGS } from './table/settings.ts';
