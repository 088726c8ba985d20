import { EXIT_CODE } from '@capstan/protocol';
import type { ConfigOptionValues } from './config-options.ts';
import { addressFailure } from './address-failure.ts';
import { isLoopback } from './loopback.ts';
import { openBrowser } from './open-browser.ts';
import { serverConfiguration, writeWarnings } from './server-configuration.ts';
import { shutdownSignals } from './shutdown-signals.ts';
import { watchFaults } from './watch-faults.ts';
import { VERSION } from '../version.ts';

/** `capstan serve`: until a signal ends it, then with what is under way brought to rest; a second signal ends it at once. */
export async function serve({ open, ...values }: ConfigOptionValues): Promise<number> {
  const { config, warnings, file } = serverConfiguration(values);
  writeWarnings(warnings);
  // Nobody reading the log any more is no reason to end.
  process.stderr.on('error', () => undefined);
  using signals = shutdownSignals(() => process.exit(EXIT_CODE.stopped));
  // Much to load, and of no use for settings that cannot be used.
  const { startServer } = await import('@capstan/server');
  const server = await startServer(config, { version: VERSION }).catch((error: unknown) => {
    throw addressFailure(error, config.http);
  });
  using _faults = watchFaults(server.context.log);
  const link = server.loginLink();
  const lines = [
    `Capstan listens on ${server.url} (Ctrl-C ends it)`,
    ...(link === null ? [] : [`  Log in     ${link} (once, in a browser)`]),
    `  Home       ${config.home}`,
    `  Settings   ${file ?? 'no file'}; capstan config shows them`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isLoopback(config.http.host)) {
    writeWarnings([
      `${config.http.host} can be reached from the network: whoever has the key commands the agents of this machine`,
    ]);
  }
  if (open === true) {
    const { platform, env, stdout } = process;
    openBrowser(link ?? server.url, { platform, env, isTerminal: stdout.isTTY });
  }
  const signal = await signals.first;
  process.stderr.write(`capstan: ${signal}: ending what is under way, again ends at once\n`);
  await server.close();
  return EXIT_CODE.finished;
}
