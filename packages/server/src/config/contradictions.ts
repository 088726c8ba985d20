import { originText } from './setting-origin.ts';
import type { SettingsReader } from './settings-reader.ts';
import { SETTINGS } from './table/settings.ts';
import type { AnySetting } from './table/setting.ts';

/** Settings that are right each by itself and do not go together. */
export function contradictions(reader: SettingsReader): { problems: string[]; warnings: string[] } {
  const problems: string[] = [];
  const warnings: string[] = [];
  const { oidcIssuer, oidcClientId, driver, rateLimitDelayAfter, rateLimitRefuseAfter } = SETTINGS;
  if ((reader.read(oidcIssuer) === null) !== (reader.read(oidcClientId) === null)) {
    const [given, missing] =
      reader.read(oidcIssuer) === null ? [oidcClientId, oidcIssuer] : [oidcIssuer, oidcClientId];
    problems.push(`${named(given)} needs ${missing.name}`);
  }
  if (reader.read(oidcIssuer) !== null && reader.read(driver) === 'cli')
    problems.push(`${named(driver)} would give the whole machine, and what is of the others, to every user`);
  if (reader.read(rateLimitRefuseAfter) < reader.read(rateLimitDelayAfter))
    problems.push(`${named(rateLimitRefuseAfter)} must not be less than ${named(rateLimitDelayAfter)}`);
  const { allowedExtensions, restrictFileTypes } = SETTINGS;
  if (isGiven(allowedExtensions) && !reader.read(restrictFileTypes))
    warnings.push(`${named(allowedExtensions)} is not used, because ${restrictFileTypes.name} is false`);
  return { problems, warnings };

  function isGiven({ name }: AnySetting): boolean {
    return reader.resolved.get(name)?.origin.source !== 'default';
  }

  function named({ name }: AnySetting): string {
    const origin = reader.resolved.get(name)?.origin ?? { source: 'default' };
    return `${name} (${originText(origin)})`;
  }
}
