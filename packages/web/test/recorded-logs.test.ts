import { readdirSync } from 'node:fs';
import type { Event } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { screenOf } from '../src/screen/index.ts';
import { longLog, WRITTEN_LOGS } from '../src/stories/logs/index.ts';
import { isScenario, record, SCENARIOS } from './record/scenarios.ts';
import { recordedLog } from './support/recorded-log.ts';

const shapeOf = (events: readonly Event[]): string[] =>
  events.map((event) => `${event.source} ${event.action ?? event.observation} of ${event.cause ?? 'none'}`);

/** What a person sees, without what differs from hour to hour. */
const seenOf = (events: readonly Event[]) =>
  screenOf(events).entries.map((entry) => [entry.kind, 'progress' in entry ? entry.progress : '']);

const RENEW = 'to write the logs anew: node packages/web/test/process/record-logs.ts';

describe(`recorded logs are what agents write today (${RENEW})`, () => {
  it.concurrent.each(Object.keys(SCENARIOS).filter(isScenario))('%s', async (name) => {
    const events = await record(name);
    expect(shapeOf(events)).toEqual(shapeOf(recordedLog(name)));
    expect(seenOf(events)).toEqual(seenOf(recordedLog(name)));
  });
});

describe(`written logs are what their code writes (${RENEW})`, () => {
  it.each(Object.entries(WRITTEN_LOGS))('%s', (name, write) => {
    expect(recordedLog(name)).toEqual(write());
  });
});

it('there is no log that nobody knows', () => {
  const names = readdirSync(new URL('logs', import.meta.url)).map((file) => file.replace(/\.json$/, ''));
  expect(names.toSorted()).toEqual([...Object.keys(SCENARIOS), ...Object.keys(WRITTEN_LOGS)].toSorted());
});

it('logs hold nothing of the machine that they were recorded on', () => {
  const text = Object.keys(SCENARIOS)
    .map((name) => JSON.stringify(recordedLog(name)))
    .join('\n');
  expect(text).not.toMatch(/\/tmp\/|\/root|\/home\/|capstan-recorded/);
});

it('the long log is as long as it is asked to be, and the same for the same seed', () => {
  const events = longLog({ events: 3_000, seed: 5 });
  expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 3_000 }, (_, id) => id));
  expect(events.filter((event) => event.opaque !== undefined)).toEqual([]);
  expect(longLog({ events: 3_000, seed: 5 })).toEqual(events);
  expect(longLog({ events: 3_000, seed: 6 })).not.toEqual(events);
  const kinds = new Set(screenOf(events).entries.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([
    'browse',
    'cell',
    'command',
    'condensation',
    'delegate',
    'edit',
    'message',
    'plan',
    'read',
    'state',
    'thought',
    'tool',
  ]);
});
