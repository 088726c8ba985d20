import { expect, test } from 'vitest';
import { createLogView, isOpen, setOpen, toggleAll } from './log-view.ts';

test('a row is open as it sees fit until the person says something', () => {
  const view = createLogView();
  const open = (key: string, byItself = false): boolean => isOpen(view.getState(), key, byItself);
  expect([open('1'), open('1', true)]).toEqual([false, true]);
  setOpen(view, '1', true);
  setOpen(view, '2', false);
  expect([open('1'), open('2', true), open('3')]).toEqual([true, false, false]);
});

test('all are opened, then closed, whatever was wanted before; one can be taken out again', () => {
  const view = createLogView();
  const open = (key: string): boolean => isOpen(view.getState(), key, true);
  setOpen(view, '1', false);
  toggleAll(view);
  expect(open('1')).toBe(true);
  toggleAll(view);
  expect([open('1'), open('2')]).toEqual([false, false]);
  setOpen(view, '2', true);
  expect(open('2')).toBe(true);
});

test('what was found is open until the person closes it', () => {
  const view = createLogView();
  view.setState({ found: '7' });
  expect(isOpen(view.getState(), '7', false)).toBe(true);
  setOpen(view, '7', false);
  expect(isOpen(view.getState(), '7', false)).toBe(false);
});
