import { beforeEach, expect, it } from 'vitest';
import { showToast, useToasts } from './toasts.ts';

const titles = (): string[] => useToasts.getState().shown.map(({ title }) => title);

beforeEach(() => useToasts.setState({ shown: [] }));

it('shows the newest four', () => {
  for (const title of ['a', 'b', 'c', 'd', 'e']) showToast({ title });
  expect(titles()).toEqual(['b', 'c', 'd', 'e']);
});

it('says the same thing once', () => {
  showToast({ title: 'a' });
  showToast({ title: 'b' });
  showToast({ title: 'a' });
  expect(titles()).toEqual(['b', 'a']);
});

it('closes the one that is meant', () => {
  const first = showToast({ title: 'a' });
  showToast({ title: 'b' });
  useToasts.getState().close(first);
  expect(titles()).toEqual(['b']);
});

it('who closes what is gone already closes nothing else', () => {
  const first = showToast({ title: 'a' });
  useToasts.getState().close(first);
  showToast({ title: 'b' });
  useToasts.getState().close(first);
  expect(titles()).toEqual(['b']);
});

it('failures stay, and what can be undone stays longer', () => {
  showToast({ title: 'a' });
  showToast({ title: 'b', action: { label: 'Undo', run: () => undefined } });
  showToast({ title: 'c', tone: 'failure' });
  const [a, b, c] = useToasts.getState().shown.map(({ milliseconds }) => milliseconds);
  expect(c).toBeNull();
  expect(Number(b)).toBeGreaterThan(Number(a));
});
