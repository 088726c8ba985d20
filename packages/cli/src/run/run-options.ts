import { CapstanError, type SecurityRisk } from '@capstan/protocol';
import type { ConfirmationPolicy } from '@capstan/agent';

/** What `capstan run` was asked for, checked. `null` where nothing was said. */
export interface RunOptions {
  task: string | null;
  taskFile: string | null;
  workspace: string | null;
  model: string | null;
  baseUrl: string | null;
  /** From the environment, where neither the command line nor the conversation names one. */
  defaultModel: string | null;
  defaultBaseUrl: string | null;
  apiKeyEnv: string | null;
  maxIterations: number | null;
  /** `none` takes a limit away. */
  maxBudgetUsd: number | 'none' | null;
  /** Attempts of one model call, and seconds before the second. */
  attempts: number | null;
  retryWaitSeconds: number | null;
  confirmation: ConfirmationPolicy | null;
  runtime: string | null;
  network: 'on' | 'off' | string[] | null;
  memoryMb: number | null;
  /** Variables for every command. */
  environment: Record<string, string>;
  /** Variables of this process that only a command naming them gets. */
  secretNames: string[];
  json: boolean;
  trajectory: string | null;
  resume: string | null;
  replay: string | null;
  demo: boolean;
}

/** The flags as the command line gives them. */
export interface RunFlags {
  file?: string;
  workspace?: string;
  model?: string;
  baseUrl?: string;
  apiKeyEnv?: string;
  maxIterations?: string;
  maxBudget?: string;
  attempts?: string;
  retryWait?: string;
  confirm?: string;
  runtime?: string;
  network?: string;
  memory?: string;
  env?: string[];
  secret?: string[];
  json?: boolean;
  trajectory?: string;
  resume?: string;
  replay?: string;
  demo?: boolean;
}

export function parseRunOptions(
  task: string | undefined,
  flags: RunFlags,
  env: NodeJS.ProcessEnv,
): RunOptions {
  const options: RunOptions = {
    task: task ?? null,
    taskFile: flags.file ?? null,
    workspace: flags.workspace ?? null,
    model: flags.model ?? null,
    baseUrl: flags.baseUrl ?? null,
    defaultModel: env['CAPSTAN_MODEL'] || null,
    defaultBaseUrl: env['CAPSTAN_BASE_URL'] || null,
    apiKeyEnv: flags.apiKeyEnv ?? null,
    maxIterations: positive('--max-iterations', flags.maxIterations, Number.isInteger),
    maxBudgetUsd: flags.maxBudget === 'none' ? 'none' : positive('--max-budget', flags.maxBudget),
    attempts: positive('--attempts', flags.attempts, Number.isInteger),
    retryWaitSeconds: positive('--retry-wait', flags.retryWait),
    confirmation: confirmation(flags.confirm),
    runtime: flags.runtime ?? null,
    network: network(flags.network),
    memoryMb: positive('--memory', flags.memory, Number.isInteger),
    environment: environment(flags.env ?? []),
    secretNames: flags.secret ?? [],
    json: flags.json ?? false,
    trajectory: flags.trajectory ?? null,
    resume: flags.resume ?? null,
    replay: flags.replay ?? null,
    demo: flags.demo ?? false,
  };
  refuseTogether(options);
  return options;
}

function refuseTogether(options: RunOptions): void {
  const sources = [
    ['a task', options.task !== null && options.resume === null],
    ['--file', options.taskFile !== null && options.resume === null],
    ['--replay', options.replay !== null],
    ['--demo', options.demo],
  ] as const;
  const given = sources.filter(([, present]) => present).map(([name]) => name);
  if (given.length > 1) throw usage(`${given.join(' and ')} cannot go together: each gives the task`);
  const [first] = given;
  if (options.task !== null && options.taskFile !== null)
    throw usage('a task and --file cannot go together: each gives the task');
  if (options.resume !== null && first !== undefined) throw usage(`--resume and ${first} cannot go together`);
}

function positive(
  flag: string,
  text: string | undefined,
  also: (value: number) => boolean = () => true,
): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && also(value)) return value;
  throw usage(`${flag} must be a positive number, got "${text}"`);
}

const ABOVE: Readonly<Record<string, Exclude<SecurityRisk, -1>>> = { low: 0, medium: 1, high: 2 };

function confirmation(text: string | undefined): ConfirmationPolicy | null {
  if (text === undefined) return null;
  if (text === 'never' || text === 'always') return text;
  const above = ABOVE[text.replace(/^above-/, '')];
  if (text.startsWith('above-') && above !== undefined) return { above };
  throw usage(`--confirm must be never, always, above-low, above-medium or above-high, got "${text}"`);
}

function network(text: string | undefined): RunOptions['network'] {
  if (text === undefined) return null;
  if (text === 'on' || text === 'off') return text;
  const hosts = text.split(',').map((host) => host.trim());
  if (hosts.some((host) => host === '' || /[\s/]/.test(host))) {
    throw usage(`--network must be on, off or host names joined by commas, got "${text}"`);
  }
  return hosts;
}

function environment(assignments: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(assignment) ?? [];
      if (name === undefined || value === undefined)
        throw usage(`--env must be NAME=VALUE, got "${assignment}"`);
      return [name, value];
    }),
  );
}

function usage(message: string): CapstanError {
  return new CapstanError('usage', message, { remedy: 'See `capstan run --help`.' });
}
