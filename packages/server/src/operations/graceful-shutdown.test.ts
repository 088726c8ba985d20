import { describe, expect, it } from 'vitest';
import { createLog } from './create-log.ts';
import { gracefulShutdown } from './graceful-shutdown.ts';

function logTo(lines: string[]) {
  return createLog({ logLevel: 'info', logFormat: 'json', write: (line) => lines.push(line) });
}

describe('a graceful shutdown', () => {
  it('takes step after step, and goes on after one that fails', async () => {
    const done: string[] = [];
    const lines: string[] = [];
    const step = (name: string, fails = false) => ({
      name,
      run: async () => {
        done.push(`${name} begins`);
        await Promise.resolve();
        if (fails) throw new Error('broken');
        done.push(`${name} ends`);
      },
    });
    const complete = await gracefulShutdown({
      steps: [step('listening'), step('manager', true), step('storage')],
      seconds: 60,
      log: logTo(lines),
    });
    expect(complete).toBe(false);
    expect(done).toEqual([
      'listening begins',
      'listening ends',
      'manager begins',
      'storage begins',
      'storage ends',
    ]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { step: 'manager', error: { message: 'broken' } },
    ]);
  });

  it('is whole when every step is', async () => {
    const lines: string[] = [];
    const steps = [{ name: 'storage', run: () => undefined }];
    expect(await gracefulShutdown({ steps, seconds: 60, log: logTo(lines) })).toBe(true);
    expect(lines).toEqual([]);
  });

  it('is cut short by a step that hangs, and says which', async () => {
    const lines: string[] = [];
    const steps = [{ name: 'manager', run: () => Promise.withResolvers<void>().promise }];
    expect(await gracefulShutdown({ steps, seconds: 0.02, log: logTo(lines) })).toBe(false);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ step: 'manager', seconds: 0.02 }]);
  });
});
