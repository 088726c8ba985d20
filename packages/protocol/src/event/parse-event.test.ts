import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRawEvent } from '../../test/arbitrary-event.ts';
import { WIRE_EXAMPLES } from '../../test/wire-examples.ts';
import { ACTION_KINDS, OBSERVATION_KINDS } from './event-kind.ts';
import { isOpaque, isRunnable, RUNNABLE_ACTIONS } from './event.ts';
import { messageOf } from './message-text.ts';
import { parseEvent, parseEventText } from './parse-event.ts';
import { serializeEvent } from './serialize-event.ts';

describe('examples of the wire', () => {
  it.each(WIRE_EXAMPLES)('$name comes back as it was, key by key', ({ text }) => {
    const event = parseEventText(text);
    expect(isOpaque(event) && event.reason).toBe(false);
    expect(JSON.stringify(serializeEvent(event))).toBe(text);
  });

  it.each(WIRE_EXAMPLES)('$name has the message that is derived from it', ({ text }) => {
    const event = parseEventText(text);
    if (event.action === undefined && event.observation === undefined) throw new Error('opaque');
    expect(messageOf(event)).toBe(event.message);
  });

  it('cover every kind', () => {
    const kinds = WIRE_EXAMPLES.map(({ text }) => parseEventText(text)).map((event) =>
      event.action === undefined ? `observation ${event.observation}` : `action ${event.action}`,
    );
    const known = [
      ...Object.keys(ACTION_KINDS).map((name) => `action ${name}`),
      ...Object.keys(OBSERVATION_KINDS).map((name) => `observation ${name}`),
    ];
    expect(new Set(kinds)).toEqual(new Set(known));
  });
});

describe('any event', () => {
  it('survives a round trip with unknown keys', () => {
    fc.assert(
      fc.property(arbitraryRawEvent, (raw) => {
        const before = structuredClone(raw);
        const wire = serializeEvent(parseEvent(raw));
        expect(raw).toEqual(before);
        const { timestamp, ...rest } = before;
        expect(wire).toEqual(timestamp === '' ? rest : before);
        expect(serializeEvent(parseEvent(structuredClone(wire)))).toEqual(wire);
      }),
    );
  });

  it('is read the same by the quick check and by the schema', () => {
    fc.assert(
      fc.property(arbitraryRawEvent, (raw) => {
        const kind = [...Object.values(ACTION_KINDS), ...Object.values(OBSERVATION_KINDS)].find(
          (one) => one.kind === (raw.action ?? raw.observation) && one.event().safeParse(raw).success,
        );
        if (kind?.isCurrent()(raw)) expect(kind.event().parse(raw)).toEqual(raw);
      }),
    );
  });

  it('never throws, whatever it is', () => {
    const kinds = [...Object.keys(ACTION_KINDS), ...Object.keys(OBSERVATION_KINDS), 'start', 'toString'];
    const json = fc.jsonValue({ maxDepth: 3 });
    const almost = fc.record(
      {
        id: json,
        timestamp: json,
        source: json,
        cause: json,
        action: fc.oneof(fc.constantFrom(...kinds), json),
        observation: fc.oneof(fc.constantFrom(...kinds), json),
        args: json,
        extras: json,
        content: json,
        timeout: json,
        llm_metrics: json,
        tool_call_metadata: json,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(json, almost), (raw) => {
        const event = parseEvent(raw);
        const again = parseEvent(structuredClone(serializeEvent(event)));
        expect(serializeEvent(again)).toEqual(serializeEvent(event));
      }),
      { numRuns: 500 },
    );
  });
});

describe('runnable', () => {
  it('is a matter of the kind, and every runnable action can be confirmed and has a risk', () => {
    for (const name of RUNNABLE_ACTIONS) {
      const shape = ACTION_KINDS[name].args().def.shape;
      expect(shape).toHaveProperty('confirmation_state');
      expect(shape).toHaveProperty('security_risk');
    }
    expect(isRunnable(parseEvent({ action: 'run', args: { command: 'ls' } }))).toBe(true);
    expect(isRunnable(parseEvent({ action: 'think', args: { thought: 'ls' } }))).toBe(false);
    expect(isRunnable(parseEvent({ observation: 'run', extras: { command: 'ls' } }))).toBe(false);
    expect(isRunnable(parseEvent({ action: 'run', args: {} }))).toBe(false);
  });
});
