import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HighlightAnswer, HighlightRequest } from './highlighted.ts';
import { canHighlight, Highlighter, type StartWorker } from './highlighter.ts';

/** Answers when the test says so. */
interface ScriptedWorker {
  asked: HighlightRequest[];
  ended: boolean;
  answer: (lines: HighlightAnswer['lines']) => void;
}

const workers: ScriptedWorker[] = [];
const start: StartWorker = (onAnswer) => {
  const worker: ScriptedWorker = {
    asked: [],
    ended: false,
    answer: (lines) => onAnswer({ id: worker.asked.at(-1)?.id ?? 0, lines }),
  };
  workers.push(worker);
  return {
    ask: (request) => void worker.asked.push(request),
    end: () => {
      worker.ended = true;
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
});
afterEach(() => void vi.useRealTimers());

test('one text is highlighted after the other, the last first, and remembered', () => {
  const highlighter = new Highlighter(start);
  const told: string[] = [];
  for (const text of ['a', 'b', 'c']) highlighter.ask(text, 'json', () => told.push(text));
  for (let count = 0; count < 3; count += 1) workers[0]?.answer([[1, 2]]);
  expect(told).toEqual(['a', 'c', 'b']);
  expect(highlighter.known('b', 'json')).toEqual([[1, 2]]);
  expect(highlighter.known('b', 'yaml')).toBeUndefined();
});

test('nobody is told of what they lost interest in, and it is not worked on', () => {
  const highlighter = new Highlighter(start);
  highlighter.ask('a', 'json', () => undefined);
  const lose = highlighter.ask('b', 'json', () => expect.unreachable());
  lose();
  workers[0]?.answer(null);
  expect(workers[0]?.asked.map((request) => request.text)).toEqual(['a']);
});

test('a text on which the grammar hangs stays plain, and the next has a worker of its own', () => {
  const highlighter = new Highlighter(start);
  const told = vi.fn<(lines: HighlightAnswer['lines']) => void>();
  highlighter.ask('hangs', 'json', told);
  highlighter.ask('fine', 'json', told);
  vi.runOnlyPendingTimers();
  expect(told).toHaveBeenCalledExactlyOnceWith(null);
  expect(workers.map((worker) => worker.ended)).toEqual([true, false]);
  expect(workers[1]?.asked.map((request) => request.text)).toEqual(['fine']);
});

test('what is too long is not highlighted', () => {
  expect(canHighlight('')).toBe(false);
  expect(canHighlight('x'.repeat(200 * 1024 + 1))).toBe(false);
  expect(canHighlight('\n'.repeat(1_999))).toBe(true);
  expect(canHighlight('\n'.repeat(2_000))).toBe(false);
});
