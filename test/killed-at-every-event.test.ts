import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { script, startScriptedModel, turn, type TurnInput } from '@capstan/llm/scripted';
import type { Event } from '@capstan/protocol';
import { capstan, temporaryFolder } from './support/capstan-process.ts';
import { expectSoundLog, storedLog } from './support/stored-log.ts';
import { requires } from './support/requirement.ts';

const STEPS = 30;
const KILLED = resolve(import.meta.dirname, 'support/killed-program.ts');

/** Thirty steps, each of which leaves one line behind: run twice it would leave two. */
function thirtySteps(): TurnInput[] {
  const turns = Array.from({ length: STEPS - 1 }, (_, index) =>
    turn.call('execute_bash', { command: `echo step-${index} | tee -a steps.txt`, security_risk: 'LOW' }),
  );
  return [...turns, turn.call('finish', { message: 'Thirty steps are done.' })];
}

/** What a log says, without the ids of calls, times and the name of the workspace. */
function outline(events: readonly Event[], workspace: string): string[] {
  return events.map(({ id, source, message, ...event }) =>
    `${id} ${source} ${event.action ?? event.observation} ${message}`.replaceAll(workspace, 'WORKSPACE'),
  );
}

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('killed with SIGKILL at every event of a run of thirty steps', () => {
  it('goes on where it was: nothing lost, nothing run twice, the same end', async () => {
    const server = await startScriptedModel({ script: script(thirtySteps()) });
    const flags = [
      '--model',
      'openai-compatible/scripted',
      '--base-url',
      server.baseUrls['openai-chat'],
      '--json',
    ];
    const env = { OPENAI_COMPATIBLE_API_KEY: 'test' };
    try {
      const expected = await oneRun({ flags, env });
      expect(expected.length).toBeGreaterThan(2 * STEPS);
      const deaths = expected.flatMap((_, id) =>
        id < 2 ? [] : [['before', id] as const, ['after', id] as const],
      );
      await inParallel(deaths, 2, async ([when, id]) => {
        expect(await oneRun({ flags, env, death: { when, id } }), `${when} event ${id}`).toEqual(expected);
      });
    } finally {
      await server.close();
    }
  }, 600_000);
});

interface Life {
  flags: string[];
  env: Record<string, string>;
  death?: { when: string; id: number };
}

/** One conversation from its start to its end, with a death in between if one is wanted; gives its outline. */
async function oneRun({ flags, env, death }: Life): Promise<string[]> {
  await using home = await temporaryFolder();
  await using workspace = await temporaryFolder();
  const start = ['run', 'do thirty steps', '--workspace', workspace.path, ...flags];
  if (death === undefined) {
    const run = await capstan(start, { home: home.path, env });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    return outline((await expectSoundLog(home.path, run)).events, workspace.path);
  }
  const killed = await capstan([death.when, String(death.id), ...start], {
    home: home.path,
    env,
    entry: KILLED,
  });
  expect(killed.signal).toBe('SIGKILL');
  const { conversationId, events: kept } = await storedLog(home.path);
  const acknowledged = killed.events.map((event) => event.id);
  expect(kept.map((event) => event.id)).toEqual(expect.arrayContaining(acknowledged));
  const resumed = await capstan(['run', '--resume', conversationId, ...flags], { home: home.path, env });
  expect(resumed.stderr).toBe('');
  expect(resumed.exitCode).toBe(0);
  const steps = await readFile(join(workspace.path, 'steps.txt'), 'utf8');
  expect(steps.trim().split('\n')).toEqual(Array.from({ length: STEPS - 1 }, (_, index) => `step-${index}`));
  return outline((await expectSoundLog(home.path, resumed)).events, workspace.path);
}

async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
