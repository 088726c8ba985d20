import { expect, it } from 'vitest';
import { CommandRegistry } from './command-registry.ts';

it('asks who came last first, and the others when it says no', () => {
  const registry = new CommandRegistry();
  const done: string[] = [];
  registry.register('stop', () => void done.push('page'));
  const forget = registry.register('stop', () => {
    done.push('approval');
    return done.length > 1 ? false : undefined;
  });
  expect(registry.run('stop')).toBe(true);
  expect(registry.run('stop')).toBe(true);
  expect(done).toEqual(['approval', 'approval', 'page']);
  forget();
  expect(registry.run('stop')).toBe(true);
  expect(done.at(-1)).toBe('page');
  expect(registry.run('send')).toBe(false);
});

it('tells when other commands become possible', () => {
  const registry = new CommandRegistry();
  let told = 0;
  const forget = registry.subscribe(() => (told += 1));
  const undo = registry.register('send', () => undefined);
  const before = registry.possible();
  expect([...before]).toEqual(['send']);
  expect(registry.possible()).toBe(before);
  undo();
  expect(registry.possible().size).toBe(0);
  forget();
  registry.register('send', () => undefined);
  expect(told).toBe(2);
});
