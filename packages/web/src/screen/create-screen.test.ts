import { expect, it } from 'vitest';
import { recordedLog } from '../../test/support/recorded-log.ts';
import { createScreen } from './create-screen.ts';

const log = recordedLog('whole-task');

/** After everything that was asked for in this turn. */
const nextTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

it('tells listeners once of all changes of a turn, until they no longer want to hear', async () => {
  const screen = createScreen();
  const heard: number[] = [];
  const end = screen.subscribe(() => heard.push(screen.state.nextId));
  for (const event of log.slice(0, 5)) screen.apply(event);
  expect(heard).toEqual([]);
  await nextTurn();
  for (const event of log.slice(5, 7)) screen.apply(event);
  await nextTurn();
  expect(heard).toEqual([5, 7]);
  for (const event of log.slice(7)) screen.apply(event);
  end();
  await nextTurn();
  expect(heard).toEqual([5, 7]);
});

it('gives the same state until something changes, and the same parts longer', () => {
  const screen = createScreen();
  for (const event of log.slice(0, 30)) screen.apply(event);
  const { state } = screen;
  expect(screen.state).toBe(state);
  for (const event of log.slice(30, 32)) screen.apply(event);
  expect(screen.state).not.toBe(state);
  expect(screen.state.files).toBe(state.files);
  expect(screen.state.bill).toBe(state.bill);
  expect(screen.state.queue).toBe(state.queue);
});
