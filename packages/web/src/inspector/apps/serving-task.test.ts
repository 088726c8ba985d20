import { expect, it } from 'vitest';
import { servingTask } from './serving-task.ts';

it.each([
  [[], ''],
  [[8080], 'on port 8080, listening'],
  [[50_001, 50_002, 50_003], 'on port 50001, 50002 or 50003, listening'],
])('names the ports %j', (ports, words) => {
  const task = servingTask(ports.map((port) => ({ port })));
  if (words === '') expect(task).toBe('');
  else expect(task).toContain(words);
});
