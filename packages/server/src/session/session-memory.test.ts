import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { turn } from '@capstan/llm/scripted';
import { nullObservation } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** How many bytes of the heap each round leaves behind, once everything is warm. */
async function bytesLeftBy(rounds: number, round: () => Promise<void>): Promise<number> {
  for (let done = 0; done < rounds; done += 1) await round();
  const before = heapBytes();
  for (let done = 0; done < rounds; done += 1) await round();
  return (heapBytes() - before) / rounds;
}

function heapBytes(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

it('a session does not grow with every event that it has seen', async () => {
  await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
  await rig.begin('c1', 'Hello');
  await rig.untilState('c1', 'awaiting_user_input');
  const session = rig.manager.getAgentSession('c1');
  await expect.poll(() => session?.status, { timeout: 20_000 }).toBe('RUNNING');
  // Somebody follows all the while.
  const leave = rig.manager.feed('c1').subscribe({ after: -1, onEvent: () => undefined });
  const left = await bytesLeftBy(700, async () => {
    await session?.stream.append(nullObservation(), 'environment').durable;
  });
  leave();
  expect(left).toBeLessThan(150);
});

it('a session that was closed leaves nothing in memory', { timeout: 60_000 }, async () => {
  await using rig = await ManagerRig.start({ turns: [] });
  await rig.record('c1');
  const left = await bytesLeftBy(12, async () => {
    await rig.manager.maybeStartAgentLoop('c1', { userId: null });
    await rig.manager.closeSession('c1');
    rig.log.lines.length = 0;
  });
  expect(left).toBeLessThan(20_000);
});
