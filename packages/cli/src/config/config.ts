import { EXIT_CODE } from '@capstan/protocol';
import { originText } from '@capstan/server/config';
import type { ConfigOptionValues } from '../serve/config-options.ts';
import { serverConfiguration, writeWarnings } from '../serve/server-configuration.ts';
import { settingLines } from './setting-lines.ts';

/** `capstan config`: every setting of the server, with where its value comes from. */
export function config({ json, ...values }: ConfigOptionValues): number {
  const { settings, file, warnings } = serverConfiguration(values);
  if (json === true) {
    const shown = settings.map(({ origin, ...setting }) => ({ ...setting, origin: originText(origin) }));
    process.stdout.write(`${JSON.stringify({ file, warnings, settings: shown }, null, 2)}\n`);
  } else {
    process.stdout.write(`${settingLines(settings).join('\n')}\n`);
    process.stdout.write(file === null ? '\nNo file was found.\n' : `\nThe file is ${file}.\n`);
    writeWarnings(warnings);
  }
  return EXIT_CODE.finished;
}
