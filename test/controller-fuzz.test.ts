import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Event } from '@capstan/protocol';
import { ControllerScenario } from './support/controller-scenario.ts';

const FIXED_SEEDS = 250;
const FRESH_SEEDS = 150;
/** Events that a failure shows. */
const LOG_END = 200;
const SEED_VARIABLE = 'CAPSTAN_TEST_SEED';

interface Lived {
  events: Event[];
  snapshotsUsed: number;
}

/** One conversation by chance, and another from any event of it; a failure tells the seed and the log. */
async function live(seed: number): Promise<Lived> {
  const scenario = new ControllerScenario(seed);
  try {
    await scenario.live();
    const lived = { events: await scenario.events(), snapshotsUsed: scenario.snapshotsUsed };
    await scenario.liveOnFromAnyEvent();
    return lived;
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    const again = `${SEED_VARIABLE}=${seed} npx vitest run test/controller-fuzz.test.ts`;
    const log = (await scenario.events()).slice(-LOG_END).map(outline).join('\n');
    throw new Error(`seed ${seed}: ${told}\nagain: ${again}\n${scenario.deeds.join(' ')}\n${log}`, {
      cause: error,
    });
  } finally {
    await scenario.close();
  }
}

function outline(event: Event): string {
  const { id, source, cause, message } = event;
  const kind = event.action ?? event.observation;
  const of = cause === undefined ? '' : ` of ${cause}`;
  const confirmation = event.action === 'run' ? ` ${event.args.confirmation_state}` : '';
  return `${id} ${source} ${kind}${of}${confirmation} ${stateOf(event)} ${message.slice(0, 100)}`;
}

/** The state that an event brings about or asks for. */
function stateOf(event: Event): string {
  if (event.observation === 'agent_state_changed') return event.extras.agent_state;
  return event.action === 'change_agent_state' ? event.args.agent_state : '';
}

describe('an agent to which everything happens by chance', () => {
  it('keeps every promise of its log, and comes through every state', async () => {
    const states = new Set<string>();
    let snapshotsUsed = 0;
    for (let seed = 1; seed <= FIXED_SEEDS; seed += 1) {
      const lived = await live(seed);
      for (const event of lived.events) {
        if (event.observation === 'agent_state_changed') states.add(stateOf(event));
      }
      snapshotsUsed += lived.snapshotsUsed;
    }
    expect([...states].toSorted()).toEqual([
      'awaiting_user_confirmation',
      'awaiting_user_input',
      'error',
      'finished',
      'paused',
      'rate_limited',
      'running',
      'stopped',
      'user_confirmed',
      'user_rejected',
    ]);
    expect(snapshotsUsed).toBeGreaterThan(10);
  });

  it('does so with seeds that nobody has tried', async () => {
    const wanted = process.env[SEED_VARIABLE];
    if (wanted !== undefined) {
      expect(await live(Number(wanted))).toBeDefined();
      return;
    }
    const first = randomInt(FIXED_SEEDS + 1, 2 ** 31);
    for (let seed = first; seed < first + FRESH_SEEDS; seed += 1) {
      expect((await live(seed)).events.length).toBeGreaterThan(0);
    }
  });
});
