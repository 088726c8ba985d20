import { expect, it } from 'vitest';
import { controlsOf, type ControlParts, type Controls } from './controls.ts';

const words = ({ pause, resume, stop, hold }: Controls): string =>
  [pause && 'pause', resume, stop && 'stop', hold && 'hold'].filter(Boolean).join(', ');

it.each([
  ['starting', 'stop, hold'],
  ['working', 'pause, stop, hold'],
  ['needs-you', ''],
  ['waiting', 'Try now, stop, hold'],
  ['paused', 'Resume, stop'],
  ['failed', 'Try again'],
  ['stopped', 'Resume'],
  ['done', ''],
] as const)('%s offers: %s', (condition, offered) => {
  expect(words(controlsOf({ condition, asked: false, hasTask: true }))).toBe(offered);
});

it.each([
  ['an action is asked about', { condition: 'needs-you', asked: true, hasTask: true }, 'stop, hold'],
  ['there is no task yet', { condition: 'waiting', asked: false, hasTask: false }, ''],
  ['nothing was said before the stop', { condition: 'stopped', asked: false, hasTask: false }, ''],
] satisfies [string, ControlParts, string][])('when %s', (_name, parts, offered) => {
  expect(words(controlsOf(parts))).toBe(offered);
});
