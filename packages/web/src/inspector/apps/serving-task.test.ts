import { expect, it } from 'vitest';
import { isThisMachine, servingTask } from './serving-task.ts';

it.each([
  ['localhost', true],
  ['capstan.localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['192.168.1.5', false],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
])('%s is this machine: %s', (hostname, expected) => {
  expect(isThisMachine(hostname)).toBe(expected);
});

it('asks for no more than the person needs to reach it', () => {
  expect(servingTask({ isHere: true })).toContain('listening on localhost,');
  expect(servingTask({ isHere: false })).toContain('listening on all addresses (0.0.0.0),');
});
