import { parseEvent, type JsonObject } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { eventTest, type EventFilter } from './event-filter.ts';

const passes = (filter: EventFilter, raw: JsonObject) => eventTest(filter)(parseEvent(raw));
const at = (timestamp: string): JsonObject => ({ id: 0, timestamp, action: 'think', args: { thought: '' } });
const run: JsonObject = { id: 0, source: 'agent', action: 'run', args: { command: 'echo "Grüße"' } };

describe('dates', () => {
  it.each<[EventFilter, string, boolean]>([
    [{ endDate: '2025-01-02' }, '2025-01-02T23:59:59.999Z', true],
    [{ endDate: '2025-01-02' }, '2025-01-03T00:00:00Z', false],
    [{ startDate: '2025-01-02' }, '2025-01-02T00:00:00Z', true],
    [{ startDate: '2025-01-02T10:00:00+02:00' }, '2025-01-02T08:00:00.000Z', true],
    [{ startDate: '2025-01-02T10:00:00+02:00' }, '2025-01-02T07:59:59.999Z', false],
    [{ endDate: '2025-01-02T10:00:00Z' }, '2025-01-02T10:00:00.000Z', true],
    [{ startDate: '2025-01-02', endDate: '2025-01-03' }, '', true],
  ])('%j with an event of %s: %s', (filter, timestamp, expected) => {
    expect(passes(filter, at(timestamp))).toBe(expected);
  });

  it('that are none are refused', () => {
    expect(() => eventTest({ startDate: 'soon' })).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('query', () => {
  it.each<[string, boolean]>([
    ['grüSSE', false],
    ['GRÜße', true],
    ['"grüße"', true],
    ['is_input', false],
    ['running', true],
  ])('%s: %s', (query, expected) => {
    expect(passes({ query }, run)).toBe(expected);
  });

  it('looks into nested values', () => {
    const raw = {
      id: 0,
      action: 'call_tool_mcp',
      args: { name: 'x', arguments: { list: [{ deep: 'Needle' }] } },
    };
    expect(passes({ query: 'needle' }, raw)).toBe(true);
  });
});

describe('kinds', () => {
  it.each<[EventFilter, boolean]>([
    [{ includeKinds: ['action:run'] }, true],
    [{ includeKinds: ['action'] }, true],
    [{ includeKinds: ['observation', 'action:think'] }, false],
    [{ includeKinds: [] }, true],
    [{ excludeKinds: ['action'] }, false],
    [{ excludeKinds: ['observation:run'] }, true],
    [{ includeKinds: ['action'], excludeKinds: ['action:run'] }, false],
    [{ source: 'agent' }, true],
    [{ source: 'user' }, false],
  ])('%j: %s', (filter, expected) => {
    expect(passes(filter, run)).toBe(expected);
  });

  it('opaque events are a kind; events without a source have none', () => {
    expect(passes({ includeKinds: ['opaque'] }, { id: 0, action: 'later' })).toBe(true);
    expect(passes({ source: 'agent' }, { id: 0, action: 'null' })).toBe(false);
  });

  it('hidden commands and their results are left out on demand', () => {
    const action = { id: 0, action: 'run', args: { command: 'ls', hidden: true } };
    const result = { id: 1, observation: 'run', extras: { command: 'ls', hidden: true } };
    expect([passes({}, action), passes({ excludeHidden: true }, action)]).toEqual([true, false]);
    expect([passes({}, result), passes({ excludeHidden: true }, result)]).toEqual([true, false]);
  });
});
