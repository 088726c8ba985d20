import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchFaults } from './watch-faults.ts';

it('the last line of the log says that a fault ended the server', () => {
  const source = new EventEmitter();
  const lines: [fields: object, message: string][] = [];
  const watch = watchFaults({ error: (fields, message) => void lines.push([fields, message]) }, source);
  const error = new Error('nobody expected this');
  source.emit('uncaughtExceptionMonitor', error);
  expect(lines).toEqual([[{ error }, expect.stringContaining('a fault of its own')]]);
  watch[Symbol.dispose]();
  expect(source.eventNames()).toEqual([]);
});
