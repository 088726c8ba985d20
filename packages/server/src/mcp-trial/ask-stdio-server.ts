import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError, type ProgramResult } from '@capstan/protocol';
import type { McpTest } from '@capstan/protocol/api';
import { createRuntime } from '@capstan/runtime';
import type { ServerConfig } from '../config/server-config.ts';
import { runtimeStateFolder, workspaceOf } from '../session/session-runtime.ts';
import { mcpOffer, type McpOffer } from './mcp-offer.ts';
import { MISSING, readAnswers, stdioExchange } from './stdio-exchange.ts';

export type StdioServer = Extract<McpTest, { kind: 'stdio' }>;

/** The folder of their workspaces among those of conversations: no conversation has an id with a dot. */
const TRIALS = '.mcp-trials';
/** No trial takes so long. */
const LEFT_MILLISECONDS = 10 * 60_000;
const LONGEST_REASON = 500;
const MOST_OUTPUT_BYTES = 1_048_576;
/** The program is ended by the trial's own bound. */
const TIMEOUT_SECONDS = 60;

/**
 * Starts an MCP server in a sandbox of its own with an empty workspace, asks it what it offers, and removes all of that. The
 * command comes from a user, so it runs in a sandbox even where conversations have none. Rejects with an `mcp_*` code,
 * `sandbox_unavailable` or `cancelled`.
 */
export async function askStdioServer(
  server: StdioServer,
  { config, signal }: { config: Pick<ServerConfig, 'home' | 'runtime'>; signal: AbortSignal },
): Promise<McpOffer> {
  const conversationId = `mcp-trial-${randomUUID()}`;
  const trials = workspaceOf(config, TRIALS);
  const workspace = join(trials, conversationId);
  await mkdir(workspace, { recursive: true, mode: 0o700 });
  await removeLeft(trials);
  const runtime = createRuntime('local', {
    conversationId,
    workspace,
    stateDir: runtimeStateFolder(config.home),
    hiddenPaths: [config.home],
    network: config.runtime.network,
    environment: { ...config.runtime.environment },
    idleMinutes: 1,
  });
  try {
    await runtime.connect(signal);
    const exchange = stdioExchange(server);
    const result = await runtime.access.run({
      ...exchange,
      environment: { ...server.env, ...exchange.environment },
      timeoutSeconds: TIMEOUT_SECONDS,
      maxOutputBytes: MOST_OUTPUT_BYTES,
      signal,
    });
    return offerOf(server, result);
  } finally {
    await runtime.close({ keep: false });
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Removes what a server has left behind that was killed during a trial. */
async function removeLeft(trials: string): Promise<void> {
  for (const name of await readdir(trials)) {
    const folder = join(trials, name);
    const made = await stat(folder).catch(() => undefined);
    if (made !== undefined && made.mtimeMs < Date.now() - LEFT_MILLISECONDS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function offerOf({ command, env }: StdioServer, { stdout, stderr, exitCode }: ProgramResult): McpOffer {
  const answers = readAnswers(Buffer.from(stdout).toString('utf8'));
  if ('server' in answers) return mcpOffer(answers.server, answers.tools);
  if (exitCode === MISSING) {
    throw new CapstanError('mcp_unreachable', `There is no command ${command} in the sandbox`, {
      remedy: 'Give a command that is installed on the machine of the server, outside of home folders.',
    });
  }
  let said = stderr.trim().slice(-LONGEST_REASON);
  for (const value of Object.values(env)) if (value !== '') said = said.replaceAll(value, '***');
  const why = said === '' ? answers.problem : said;
  throw new CapstanError('mcp_failed', `${command} did not answer as an MCP server: ${why}`);
}
