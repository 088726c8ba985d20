import { fold, initialState } from '@capstan/agent';
import { EventStream, readLog } from '@capstan/events';
import {
  AGENT_STATES,
  agentStateChanged,
  changeAgentState,
  messageAction,
  runAction,
  type AgentState,
  type EventDraft,
  type EventSource,
} from '@capstan/protocol';
import { MemoryStorage } from '@capstan/storage';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StandingFold } from './standing.ts';

const BUSY: ReadonlySet<AgentState> = new Set<AgentState>([
  'loading',
  'running',
  'rate_limited',
  'user_confirmed',
  'user_rejected',
]);

type Entry = [draft: EventDraft, source: EventSource];

const says: Entry = [messageAction({ content: 'Do it.' }), 'user'];
const asks = (state: AgentState): Entry => [changeAgentState(state), 'user'];
const becomes = (state: AgentState, seenThrough?: number): Entry => [
  { ...agentStateChanged(state), ...(seenThrough !== undefined && { seen_through: seenThrough }) },
  'environment',
];
const holds: Entry = [runAction({ command: 'true', confirmation_state: 'awaiting_confirmation' }), 'agent'];

async function logOf(entries: readonly Entry[]) {
  const storage = new MemoryStorage();
  const stream = await EventStream.open(await storage.open('c1', { create: true }));
  for (const [draft, source] of entries) stream.append(draft, source);
  await stream.close();
  return storage;
}

async function standingOf(...entries: Entry[]) {
  const storage = await logOf(entries);
  const store = await storage.open('c1', { create: false });
  return (await StandingFold.read(store)).standing;
}

describe('the standing of an agent', () => {
  it('is loading while the log is empty', async () => {
    expect(await standingOf()).toEqual({ state: 'loading', since: -1, reason: '', atRest: false });
  });

  it.each<[string, Entry[], boolean]>([
    ['has finished', [becomes('running'), becomes('finished')], true],
    ['is at work', [says, becomes('running')], false],
    ['waits for the provider', [becomes('running'), becomes('rate_limited')], false],
    ['has been spoken to since', [becomes('finished'), says], false],
    ['was spoken to when it decided to end', [becomes('running'), says, becomes('finished', 1)], false],
    ['had heeded what was said', [becomes('running'), says, becomes('finished', 2)], true],
    ['asks for a confirmation', [becomes('running'), holds, becomes('awaiting_user_confirmation')], true],
    [
      'has been answered',
      [becomes('running'), holds, becomes('awaiting_user_confirmation'), asks('user_confirmed')],
      false,
    ],
    ['is to go on after a pause', [becomes('running'), becomes('paused'), asks('running')], false],
    ['was asked for what cannot be', [becomes('running'), becomes('finished'), asks('paused')], true],
  ])('that %s', async (_, entries, atRest) => {
    expect((await standingOf(...entries)).atRest).toBe(atRest);
  });

  it('is the same whether all of the log is folded or only its end', async () => {
    const state = fc.constantFrom(...AGENT_STATES);
    const step = fc.oneof(
      fc.constant<Entry[]>([says]),
      fc.constant<Entry[]>([[messageAction({ content: 'Hm.' }), 'agent']]),
      state.map((to): Entry[] => [asks(to)]),
      state.map((to): Entry[] =>
        to === 'awaiting_user_confirmation' ? [holds, becomes(to)] : [becomes(to)],
      ),
    );
    // Whoever decides about a state knows the one before.
    const late = (entries: Entry[]): Entry[] => {
      let known = 0;
      return entries.map(([draft, source], id) => {
        if (draft.observation !== 'agent_state_changed') return [draft, source];
        const entry: Entry = [{ ...draft, seen_through: Math.max(known, id - 2) }, source];
        known = id + 1;
        return entry;
      });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const storage = await logOf(late(steps.flat()));
        const store = await storage.open('c1', { create: false });
        const whole = fold(initialState(), await Array.fromAsync(readLog(store)));
        const { standing, through } = await StandingFold.read(store);
        expect(standing.state).toBe(whole.agentState);
        expect(standing.atRest).toBe(!BUSY.has(whole.agentState) && whole.request === null);
        expect(through).toBe(store.nextId - 1);
      }),
    );
  });
});
