import type { EphemeralDelta } from '@capstan/events';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GatheredDeltas } from './gathered-deltas.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const text = (words: string): EphemeralDelta => ({
  type: 'model-delta',
  delta: { type: 'text', text: words },
});
const reasoning = (words: string): EphemeralDelta => ({
  type: 'model-delta',
  delta: { type: 'reasoning', text: words },
});
const call = (toolCallId: string, argumentsDelta: string): EphemeralDelta => ({
  type: 'model-delta',
  delta: { type: 'tool-call', toolCallId, toolName: 'think', argumentsDelta },
});
const output = (actionId: number, printed: string): EphemeralDelta => ({
  type: 'output',
  delta: { actionId, text: printed },
});
const retry: EphemeralDelta = {
  type: 'model-retry',
  notice: { attempt: 2, maxAttempts: 5, waitSeconds: 1, reason: 'overloaded' },
};

function gathering(): { told: EphemeralDelta[]; deltas: GatheredDeltas } {
  const told: EphemeralDelta[] = [];
  return { told, deltas: new GatheredDeltas((delta) => told.push(delta)) };
}

it('tells the first at once and those that follow closely in one piece', () => {
  const { told, deltas } = gathering();
  for (const words of ['I ', 'look ', 'around.']) deltas.add(text(words));
  expect(told).toEqual([text('I ')]);
  vi.advanceTimersByTime(50);
  expect(told).toEqual([text('I '), text('look around.')]);
});

it('tells at once again when nothing came for a while', () => {
  const { told, deltas } = gathering();
  deltas.add(text('One'));
  vi.advanceTimersByTime(200);
  deltas.add(text('Two'));
  expect(told).toEqual([text('One'), text('Two')]);
});

it('tells what waits when something else is to be said after it', () => {
  const { told, deltas } = gathering();
  deltas.add(call('a', '{'));
  deltas.add(call('a', '}'));
  deltas.flush();
  expect(told).toEqual([call('a', '{'), call('a', '}')]);
  vi.advanceTimersByTime(200);
  expect(told).toHaveLength(2);
});

it('does not hold back much', () => {
  const { told, deltas } = gathering();
  const much = 'x'.repeat(40_000);
  deltas.add(output(1, 'begins'));
  deltas.add(output(1, much));
  expect(told).toEqual([output(1, 'begins'), output(1, much)]);
});

/** What a client shows that puts pieces of the same kind together. */
function shown(deltas: readonly EphemeralDelta[]): string[] {
  const lines: [channel: string, said: string][] = [];
  for (const { type, ...rest } of deltas) {
    const { delta } = { delta: undefined, ...rest };
    const { text: words, argumentsDelta, ...channel } = { text: '', argumentsDelta: '', ...delta };
    const name = JSON.stringify([type, channel]);
    const last = lines.at(-1);
    if (last !== undefined && last[0] === name && type !== 'model-retry') last[1] += words + argumentsDelta;
    else lines.push([name, words + argumentsDelta]);
  }
  return lines.map((line) => line.join(' '));
}

it('loses and changes nothing, and keeps the order', () => {
  const words = fc.string({ maxLength: 5 });
  const delta = fc.oneof(
    words.map(text),
    words.map(reasoning),
    fc.tuple(fc.constantFrom('a', 'b'), words).map(([id, part]) => call(id, part)),
    fc.tuple(fc.constantFrom(1, 2), words).map(([id, printed]) => output(id, printed)),
    fc.constant(retry),
  );
  const step = fc.oneof(
    { weight: 5, arbitrary: delta },
    { weight: 1, arbitrary: fc.constant('flush' as const) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { told, deltas } = gathering();
      for (const one of steps) {
        if (one === 'flush') deltas.flush();
        else if (typeof one === 'number') vi.advanceTimersByTime(one);
        else deltas.add(one);
      }
      vi.advanceTimersByTime(100);
      const given = steps.filter((one) => one !== 'flush' && typeof one !== 'number');
      expect(shown(told)).toEqual(shown(given));
    }),
  );
});
