import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { shutdownSignals } from './shutdown-signals.ts';

it('signals ask once, then end at once, and are left alone afterwards', async () => {
  const source = new EventEmitter();
  let atOnce = 0;
  const signals = shutdownSignals(() => (atOnce += 1), source);
  source.emit('SIGTERM', 'SIGTERM');
  expect(await signals.first).toBe('SIGTERM');
  expect(atOnce).toBe(0);
  source.emit('SIGINT', 'SIGINT');
  expect(atOnce).toBe(1);
  signals[Symbol.dispose]();
  expect(source.eventNames()).toEqual([]);
});
