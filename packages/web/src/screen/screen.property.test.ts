import { fold, initialState } from '@capstan/agent';
import { isRunnable, type Event } from '@capstan/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyIdsLog, anyLog } from '../../test/support/any-log.ts';
import { recordedLog } from '../../test/support/recorded-log.ts';
import { isScenario, SCENARIOS } from '../../test/record/scenarios.ts';
import { longLog, WRITTEN_LOGS } from '../stories/logs/index.ts';
import { createScreen } from './create-screen.ts';
import type { Entry } from './entry.ts';
import { createHistory } from './history/screen-history.ts';
import { walkEntries } from './history/walk-entries.ts';
import { describe as describeEntry } from './line/describe.ts';
import { groups, type LogRow } from './line/groups.ts';
import { timelineOf } from './history/timeline.ts';
import { screenOf } from './screen-of.ts';

const RUNS = { numRuns: 100 };

/** Known logs, for what chance does not reach. */
const LOGS: readonly (readonly [string, readonly Event[]])[] = [
  ...Object.keys(SCENARIOS)
    .filter(isScenario)
    .map((name) => [name, recordedLog(name)] as const),
  ...Object.entries(WRITTEN_LOGS).map(([name, write]) => [name, write()] as const),
  ['long', longLog({ events: 600, seed: 3 })],
];

/** Folds event by event, looking each time. */
function states(events: readonly Event[]) {
  const screen = createScreen();
  return events.map((event) => {
    screen.apply(event);
    return screen.state;
  });
}

function expectSameFold(events: readonly Event[]): void {
  const looked = states(events).at(-1) ?? createScreen().state;
  expect(looked).toEqual(screenOf(events));
}

describe('whatever a log holds', () => {
  it('folding it with looks between gives what folding it afresh gives', () => {
    fc.assert(fc.property(anyLog, expectSameFold), RUNS);
  });

  it('it was at any moment what folding so far gives', () => {
    fc.assert(
      fc.property(anyLog, fc.array(fc.integer({ min: -2, max: 45 }), { maxLength: 6 }), (events, moments) => {
        const history = createHistory(events, { checkpointEvents: 4 });
        for (const moment of moments) expect(history.at(moment)).toEqual(screenOf(events, moment));
        expect(history.state).toEqual(screenOf(events));
      }),
      RUNS,
    );
  });

  it('nothing throws, in whatever order and with whatever ids events come', () => {
    fc.assert(
      fc.property(anyIdsLog, (events) => {
        const state = states(events).at(-1) ?? createScreen().state;
        for (const entry of walkEntries(state.entries)) describeEntry(entry);
        groups(state.entries);
        timelineOf(events);
        createHistory(events).at(events.length / 2);
        expect(new Set(keysOf(state.entries)).size).toBe(keysOf(state.entries).length);
      }),
      RUNS,
    );
  });

  it('an event that comes once more changes nothing', () => {
    fc.assert(
      fc.property(anyLog, (events) => {
        const screen = createScreen();
        for (const event of events) screen.apply(event);
        const before = screen.state;
        for (const event of events) screen.apply(event);
        expect(screen.state).toBe(before);
      }),
      RUNS,
    );
  });

  it('entries that an event does not change stay the same objects, and none is changed in place', () => {
    fc.assert(fc.property(anyLog, expectStable), RUNS);
  });

  it('an action with an observation is not waited for any more', () => {
    fc.assert(fc.property(anyLog, expectSettled), RUNS);
  });

  it('the bill is that of the agent, to the cent', () => {
    fc.assert(fc.property(anyLog, expectSameBill), RUNS);
  });

  it('rows of a log that grows are those of the whole log, and the same objects where nothing changed', () => {
    fc.assert(
      fc.property(anyLog, (events) => {
        let rows: readonly LogRow[] = [];
        for (const { entries } of states(events)) {
          const before = new Map(rows.map((row) => [row.key, row]));
          rows = groups(entries, rows);
          expect(rows).toEqual(groups(entries));
          for (const row of rows) {
            if (sameEntries(row, before.get(row.key))) expect(row).toBe(before.get(row.key));
          }
        }
      }),
      RUNS,
    );
  });
});

describe.each(LOGS)('the log "%s"', (_name, events) => {
  it('folds the same with looks between', () => {
    expectSameFold(events);
  });

  it('leaves unchanged what does not change', () => {
    expectStable(events.slice(0, 150));
  });

  it('settles every action', () => {
    expectSettled(events);
  });

  it('costs what the agent says', () => {
    expectSameBill(events);
  });

  it('was at each moment what it was', () => {
    const history = createHistory(events, { checkpointEvents: 3 });
    const step = Math.ceil(events.length / 50);
    for (let id = -1; id < events.length; id += step) expect(history.at(id)).toEqual(screenOf(events, id));
    for (let id = events.length; id >= 0; id -= step) expect(history.at(id)).toEqual(screenOf(events, id));
  });
});

const keysOf = (entries: readonly Entry[]): string[] => Array.from(walkEntries(entries), ({ key }) => key);

function sameEntries(row: LogRow, before: LogRow | undefined): boolean {
  if (before === undefined || before.type !== row.type) return false;
  if (row.type === 'entry') return before.type === 'entry' && before.entry === row.entry;
  if (before.type === 'entry') return false;
  return (
    row.entries.length === before.entries.length && row.entries.every((one, at) => one === before.entries[at])
  );
}

function expectStable(events: readonly Event[]): void {
  const screen = createScreen();
  let known = new Map<string, { entry: Entry; text: string }>();
  for (const event of events) {
    screen.apply(event);
    const now = new Map<string, { entry: Entry; text: string }>();
    for (const entry of walkEntries(screen.state.entries)) {
      const text = JSON.stringify(entry);
      const before = known.get(entry.key);
      now.set(entry.key, { entry, text });
      if (before === undefined) continue;
      expect(JSON.stringify(before.entry), 'an entry that was shown').toBe(before.text);
      if (before.text === text) expect(entry, `entry ${entry.key} at event ${event.id}`).toBe(before.entry);
    }
    known = now;
  }
}

/** Observations that are about something else than the action that they name. */
const OF_THEIR_OWN = new Set<string | undefined>([
  'agent_state_changed',
  'recall',
  'loop_detection',
  'condense',
]);

function expectSettled(events: readonly Event[]): void {
  const entries = [...walkEntries(screenOf(events).entries)];
  const answered = new Set<number>();
  for (const { observation, cause, id } of events) {
    if (observation === undefined || OF_THEIR_OWN.has(observation) || cause === undefined || cause >= id)
      continue;
    answered.add(cause);
  }
  for (const action of events) {
    if (!isRunnable(action) || !answered.has(action.id)) continue;
    const entry = entries.find(
      (one) => one.id === action.id || ('actionId' in one && one.actionId === action.id),
    );
    if (entry === undefined || !('progress' in entry)) continue;
    expect(entry.progress, `what is shown of action ${action.id}`).not.toMatch(/running|waiting/);
  }
}

function expectSameBill(events: readonly Event[]): void {
  const { bill, agentState, tasks } = screenOf(events);
  const state = fold(initialState(), events);
  expect({
    usd: bill.usd,
    unpricedCalls: bill.unpricedCalls,
    calls: bill.steps.length,
    input: bill.inputTokens,
    output: bill.outputTokens,
    cacheRead: bill.cachedTokens,
    steps: bill.steps.filter((step) => !step.aside).length,
  }).toEqual({
    usd: state.spend.usd,
    unpricedCalls: state.spend.unpricedCalls,
    calls: state.spend.calls,
    input: state.spend.input,
    output: state.spend.output,
    cacheRead: state.spend.cacheRead,
    steps: state.steps,
  });
  if (events.some((event) => event.action === 'delegate')) return;
  expect(agentState).toBe(state.agentState);
  expect(tasks.map((task) => task.title)).toEqual(state.tasks.map((task) => task['title']));
  expect(bill.windowTokens).toBe(state.spend.lastCallTokens);
}
