import type { Command } from 'commander';

/** What commander makes of the options below. */
export type ConfigOptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** The options that give settings of a server: the same for every command that reads its configuration. */
export function withConfigOptions(command: Command): Command {
  return command
    .option(
      '-c, --config <path>',
      'file with settings (default: capstan.toml or config.toml here, or of the home)',
    )
    .option('--home <folder>', 'folder that keeps what lasts (default: $CAPSTAN_HOME or ~/.capstan)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('-p, --port <n>', 'port to listen on; 0 takes a free one (default: 3000)')
    .option('--public-url <url>', 'where people reach the server, when that is not its own address')
    .option(
      '--frontend <folder>',
      'folder with the web client (default: the one that came with this program)',
    )
    .option('--workspace-base <folder>', 'folder of the workspaces (default: workspaces in the home folder)')
    .option('--runtime <name>', 'where actions run: local (default, sandboxed) or cli (no sandbox)')
    .option('--network <policy>', 'network of the sandbox: on (default), off, or hosts joined by commas')
    .option('--memory <MB>', 'memory limit of a sandbox')
    .option('--max-concurrent <n>', 'conversations of a user that run at once (default: 3)')
    .option('-m, --model <provider/model>', 'model of users who have set none')
    .option('--base-url <url>', 'address of that model, when it is not the provider’s own')
    .option('--max-iterations <n>', 'steps before an agent stops (default: 500)')
    .option('--max-budget <usd>', 'cost in US dollars before an agent stops')
    .option('--log-level <level>', 'debug, info (default), warn, error or silent')
    .option('--json-logs', 'log as lines of JSON');
}

/** Flags as the configuration knows them, by what a person writes: `maxBudget` is `--max-budget`. */
export function configFlags(values: ConfigOptionValues): Record<string, string | boolean | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]),
  );
}
