import { describe, expect, it } from 'vitest';
import { screenOf } from '../../screen/index.ts';
import { browsingLog } from '../../stories/logs/later-kinds-log.ts';
import wholeTask from '../../../test/logs/whole-task.json' with { type: 'json' };
import { readTrajectory } from './read-trajectory.ts';
import { replayText } from './replay-text.ts';

const said = { id: 0, source: 'user', action: 'message', args: { content: 'Mend it' } };
const ran = { id: 1, source: 'agent', action: 'run', args: { command: 'ls' } };
const came = {
  id: 2,
  source: 'agent',
  cause: 1,
  observation: 'run',
  content: 'a',
  extras: { command: 'ls' },
};
const events = [said, ran, came];

describe('reads', () => {
  it.each([
    ['a list', JSON.stringify(events)],
    ['what a server exports', JSON.stringify({ trajectory: events })],
    ['what an evaluation writes', JSON.stringify({ instance_id: 'x', history: events })],
    ['an event to a line', events.map((event) => JSON.stringify(event)).join('\n')],
  ])('%s', (_name, text) => {
    const { events: read, unread, hasTask } = readTrajectory('t.json', text);
    expect([read.map(({ id }) => id), unread, hasTask]).toEqual([[0, 1, 2], 0, true]);
  });

  it('a log that was recorded, as the same screen', () => {
    const { events: read } = readTrajectory('t.json', JSON.stringify(wholeTask));
    expect(read.length).toBe(wholeTask.length);
    expect(screenOf(read).entries.length).toBeGreaterThan(5);
  });

  it('ids that do not ascend, with what was caused by what', () => {
    const { events: read } = readTrajectory('t.json', JSON.stringify([{ ...said, id: 7 }, ran, came]));
    expect(read.map(({ id, cause }) => [id, cause])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, 1],
    ]);
  });

  it('kinds that nobody knows, and counts them', () => {
    const text = JSON.stringify([ran, { id: 2, action: 'dance', args: {} }]);
    expect(readTrajectory('t.json', text)).toMatchObject({ unread: 1, hasTask: false });
  });
});

it.each([
  ['', 'no JSON'],
  ['{"a": 1', 'no JSON'],
  ['{"a": 1}\n{', 'no JSON'],
  ['"text"', 'no list of events'],
  ['{"a": 1}', 'no list of events'],
  ['[]', 'empty'],
  ['[1, {"b": 2}]', 'no events'],
])('says what is wrong with %s', (text, words) => {
  expect(() => readTrajectory('t.json', text)).toThrow(words);
});

it('a replay is asked for without pictures', () => {
  const log = browsingLog();
  const text = replayText(log);
  expect(JSON.stringify(log)).toContain('"screenshot"');
  expect(text).not.toContain('"screenshot"');
  expect(readTrajectory('t.json', text).events.length).toBe(log.length);
});
