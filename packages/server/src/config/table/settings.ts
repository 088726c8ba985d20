import { agentSettings } from './agent.ts';
import { authSettings } from './auth.ts';
import { conversationsSettings } from './conversations.ts';
import { extensionsSettings } from './extensions.ts';
import { httpSettings } from './http.ts';
import { machineSettings } from './machine.ts';
import { operationsSettings } from './operations.ts';
import { runtimeSettings } from './runtime.ts';
import { asAlias, type AnySetting } from './setting.ts';
import { terminalSettings } from './terminal.ts';
import { uploadsSettings } from './uploads.ts';

/** Everything that can be set. Names of OpenHands where it has one, so that its files and variables go on working. */
export const SETTINGS = {
  ...httpSettings,
  ...authSettings,
  ...conversationsSettings,
  ...runtimeSettings,
  ...terminalSettings,
  ...agentSettings,
  ...machineSettings,
  ...uploadsSettings,
  ...operationsSettings,
  ...extensionsSettings,
};

export const ALL_SETTINGS: readonly AnySetting[] = Object.values(SETTINGS);

/** Every flag that gives a setting. */
export const CONFIG_FLAGS: readonly string[] = ALL_SETTINGS.flatMap(({ flag }) =>
  flag === undefined ? [] : [asAlias(flag).name],
);
