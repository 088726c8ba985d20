import { expect, it } from 'vitest';
import { NO_LIMITS } from './limits.ts';
import { canLimitProcesses, LEAST_DATA_BYTES, processLimitCommand } from './process-limit.ts';
import { createResourceGroup } from './resource-group.ts';

it.skipIf(!canLimitProcesses())('a limit for each process leaves Node the room that it reserves', () => {
  const group = createResourceGroup('capstan-none', NO_LIMITS);
  const data = (memoryBytes: number): string[] =>
    processLimitCommand({ ...NO_LIMITS, memoryBytes }, group).filter((option) =>
      option.startsWith('--data='),
    );
  expect(data(1)).toEqual([`--data=${LEAST_DATA_BYTES}`]);
  expect(data(LEAST_DATA_BYTES * 2)).toEqual([`--data=${LEAST_DATA_BYTES * 2}`]);
});
