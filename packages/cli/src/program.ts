import { Command, CommanderError } from 'commander';
import { EXIT_CODE } from '@capstan/protocol';
import { asFailure, failureText } from './failure.ts';
import type { RunFlags } from './run/run-options.ts';
import { type ConfigOptionValues, withConfigOptions } from './serve/config-options.ts';
import { openSqlite, type OpenStorage } from './settings/open-storage.ts';
import type { ImportFlags } from './transfer/import-conversation.ts';
import { VERSION } from './version.ts';

/** Runs the command line and gives its exit code. Commands load only when they are asked for. */
export async function runProgram(
  argv: readonly string[],
  openStorage: OpenStorage = openSqlite,
): Promise<number> {
  let exitCode: number = EXIT_CODE.finished;
  const program = new Command('capstan')
    .description('Software-engineering agents that work in a sandbox on this machine.')
    .version(VERSION)
    .showHelpAfterError('(see --help)')
    .exitOverride();

  program
    .command('run')
    .description('have an agent do a task, and watch it')
    .argument('[task]', 'what you want; - reads it from standard input')
    .option('-f, --file <path>', 'read the task from a file')
    .option('-w, --workspace <folder>', 'folder to work in (default: the current one)')
    .option('-m, --model <provider/model>', 'model to use (default: $CAPSTAN_MODEL)')
    .option(
      '--base-url <url>',
      'address of the model API (default: the provider’s own, or $CAPSTAN_BASE_URL)',
    )
    .option('--api-key-env <name>', 'environment variable that holds the API key')
    .option('--max-iterations <n>', 'steps before the agent stops (default: 500)')
    .option('--max-budget <usd>', 'cost in US dollars before the agent stops, or none')
    .option('--attempts <n>', 'attempts of one model call (default: 5)')
    .option('--retry-wait <seconds>', 'wait before the second attempt, doubled before each next (default: 8)')
    .option('--confirm <policy>', 'ask before actions: never (default), always, above-low, above-medium')
    .option('--runtime <name>', 'where actions run: local (default, sandboxed) or cli (no sandbox)')
    .option('--network <policy>', 'network of the sandbox: on (default), off, or hosts joined by commas')
    .option('--memory <MB>', 'memory limit of the sandbox')
    .option('--env <NAME=VALUE...>', 'variables for the commands of the agent')
    .option(
      '--secret <NAME...>',
      'variables of yours that only a command naming them gets; masked everywhere',
    )
    .option('--json', 'print the log as JSON lines')
    .option('--trajectory <path>', 'write the trajectory to a file at the end')
    .option('--resume <id>', 'go on with an earlier conversation; the task, if given, is the next message')
    .option('--replay <path>', 'replay the answers of a recorded trajectory')
    .option('--demo', 'show a scripted agent mend a failing test; needs no model')
    .addHelpText('after', EXIT_CODES)
    .action(async (task: string | undefined, flags: RunFlags) => {
      const { run } = await import('./run/run.ts');
      exitCode = await run(task, flags, openStorage);
    });

  withConfigOptions(program.command('serve'))
    .description('serve agents to web clients and programs, until Ctrl-C')
    .option('--open', 'open it in the browser of this desktop, if there is one')
    .action(async (values: ConfigOptionValues) => {
      const { serve } = await import('./serve/serve.ts');
      exitCode = await serve(values);
    });

  withConfigOptions(program.command('config'))
    .description('show every setting of the server, and where its value comes from')
    .option('--json', 'print the settings as JSON')
    .action(async (values: ConfigOptionValues) => {
      const { config } = await import('./config/config.ts');
      exitCode = config(values);
    });

  program
    .command('doctor')
    .description('say what is missing on this machine, and how to get it')
    .option('--json', 'print the findings as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { doctor } = await import('./doctor/doctor.ts');
      exitCode = await doctor(flags);
    });

  program
    .command('import')
    .description('take over a conversation from the folder of an OpenHands installation')
    .argument('<root>', 'its file store, such as ~/.openhands')
    .argument('<id>', 'id of the conversation')
    .option('-w, --workspace <folder>', 'folder to go on in (default: the current one)')
    .action(async (root: string, id: string, flags: ImportFlags) => {
      const { importConversation } = await import('./transfer/import-conversation.ts');
      exitCode = await importConversation(root, id, flags);
    });

  program
    .command('export')
    .description('write a conversation in the folder layout of OpenHands')
    .argument('<id>', 'id of the conversation')
    .argument('<root>', 'folder below which it is written')
    .action(async (id: string, root: string) => {
      const { exportConversation } = await import('./transfer/export-conversation.ts');
      exitCode = await exportConversation(id, root);
    });

  program
    .command('mock-llm')
    .description('serve a scripted model over the protocols of OpenAI, Anthropic and Gemini')
    .argument('<script>', 'YAML or JSON file with the answers')
    .option('-p, --port <n>', 'port on the loopback interface (default: a free one)')
    .option('--no-strict', 'accept requests that a real provider would refuse')
    .action(async (script: string, flags: { port?: string; strict: boolean }) => {
      const { mockLlm } = await import('./mock-llm/mock-llm.ts');
      exitCode = await mockLlm(script, flags);
    });

  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.finished : EXIT_CODE.usage;
    const failure = asFailure(error);
    process.stderr.write(failureText(failure));
    return failure.entry.exit;
  }
}

const EXIT_CODES = `
Exit codes: 0 finished, 1 error, 2 bad usage, 3 rejected by the agent, 4 waits for you, 5 limit reached,
6 the log cannot be written, 130 stopped.
`;
