import { constants, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObservationDraft } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { read, run, stamped } from '../../test/runtime-rig.ts';
import type { ActionRequest } from './action-request.ts';
import { Executor, type ActionContext, type Perform } from './executor.ts';
import { Ledger } from './ledger.ts';
import { errorDraft } from './observation-draft.ts';

interface Call {
  request: ActionRequest;
  context: ActionContext;
  finish: (observation: ObservationDraft) => void;
}

/** An executor whose actions end when the test says so, over a ledger that outlasts it. */
function setUp(): { start: (perform?: Perform) => Executor; calls: Call[] } {
  const folder = mkdtempSync(join(tmpdir(), 'executor-'));
  const calls: Call[] = [];
  const perform: Perform = (request, context) =>
    new Promise((finish) => {
      calls.push({ request, context, finish });
    });
  const open = (name: string): number => openSync(join(folder, name), constants.O_RDWR | constants.O_CREAT);
  return {
    calls,
    start: (other) => new Executor({ ledger: new Ledger([open('a'), open('b')]), perform: other ?? perform }),
  };
}

/** Lets everything that is ready happen. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the executor', () => {
  it('runs an action once, however often it is asked', async () => {
    const { start, calls } = setUp();
    const executor = start();
    const first = executor.execute(run('a', {}, 1));
    const second = executor.execute(run('a', {}, 1));
    await turn();
    expect(calls).toHaveLength(1);
    expect(executor.settle(1)).toEqual({ state: 'running' });
    calls[0]?.finish(errorDraft('result'));
    expect(await first).toEqual(errorDraft('result'));
    expect(await second).toEqual(errorDraft('result'));
    expect(await executor.execute(run('a', {}, 1))).toEqual(errorDraft('result'));
    expect(executor.settle(1)).toEqual({ state: 'done', observation: errorDraft('result') });
    expect(calls).toHaveLength(1);
  });

  it('answers from the ledger after a restart', async () => {
    const { start, calls } = setUp();
    const before = start();
    const ended = before.execute(run('a', {}, 1));
    void before.execute(run('b', {}, 2));
    await turn();
    calls[0]?.finish(errorDraft('result'));
    await ended;

    const after = start();
    expect(after.settle(1)).toEqual({ state: 'done', observation: errorDraft('result') });
    expect(after.settle(2)).toEqual({ state: 'lost' });
    expect(after.settle(3)).toEqual({ state: 'unknown' });
    expect(await after.execute(run('b', {}, 2))).toMatchObject({ observation: 'error' });
    expect(calls).toHaveLength(2);
  });

  it('shows the output so far to whoever joins', async () => {
    const { start, calls } = setUp();
    const executor = start();
    const heard: string[] = [];
    void executor.execute(run('a', {}, 1));
    await turn();
    calls[0]?.context.onOutput('one ');
    const joined = executor.execute(run('a', {}, 1), { onOutput: (text) => heard.push(text) });
    calls[0]?.context.onOutput('two');
    calls[0]?.finish(errorDraft('result'));
    await joined;
    expect(heard).toEqual(['one ', 'two']);
  });

  it('tells an action when it is interrupted', async () => {
    const { start, calls } = setUp();
    const executor = start();
    const ended = executor.execute(run('a', {}, 1));
    await turn();
    expect(calls[0]?.context.signal.aborted).toBe(false);
    expect(executor.interrupt(1)).toBe(true);
    expect(calls[0]?.context.signal.aborted).toBe(true);
    calls[0]?.finish(errorDraft('interrupted'));
    expect(await ended).toEqual(errorDraft('interrupted'));
    expect(executor.interrupt(1)).toBe(false);
  });

  it('turns what goes wrong into an observation', async () => {
    const { start } = setUp();
    const executor = start(() => Promise.reject(new Error('broken')));
    expect(await executor.execute(read('/a'))).toMatchObject({
      observation: 'error',
      content: expect.stringContaining('broken'),
    });
    const sync = start(() => {
      throw new Error('broken at once');
    });
    expect(await sync.execute(read('/b'))).toMatchObject({ observation: 'error' });
  });

  it.each([
    [null, 'cannot be read'],
    [{ id: 'x', action: 'run', args: {} }, 'id is no whole number'],
    [{ id: 1.5, action: 'run', args: { command: 'a' } }, 'id is no whole number'],
    [{ id: -1, action: 'run', args: { command: 'a' } }, 'id is below 0'],
    [{ id: 1, action: 'run', args: { command: 3 } }, 'command is no text'],
    [{ id: 1, action: 'run', args: { command: 'a' }, timeout: -1 }, 'timeout is no time'],
    [stamped({ action: 'think', args: { thought: '' } }), 'think is not supported'],
  ])('refuses %j', async (action, reason) => {
    const { start } = setUp();
    expect(await start().execute(action)).toMatchObject({
      observation: 'error',
      content: expect.stringContaining(reason),
    });
  });
});
