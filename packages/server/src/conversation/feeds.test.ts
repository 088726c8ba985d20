import type { EphemeralDelta } from '@capstan/events';
import { turn } from '@capstan/llm/scripted';
import { expect, it } from 'vitest';
import { ManagerRig, type RigOptions } from '../../test/support/running-manager.ts';

const HI: RigOptions = { turns: [turn.text('Hi.')], atEnd: 'repeat-last' };
const silent = { after: -1, onEvent: () => undefined };

it('readers that leave while a conversation is being opened take nothing from those who come later', async () => {
  await using rig = await ManagerRig.start(HI);
  await rig.record('c1');
  const starting = rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Hello' } });
  const visits = setInterval(() => rig.manager.feed('c1').subscribe(silent)(), 0);
  await starting;
  clearInterval(visits);
  const delta = Promise.withResolvers<EphemeralDelta>();
  const leave = rig.manager.feed('c1').subscribe({ ...silent, onDelta: delta.resolve });
  expect(await delta.promise).toMatchObject({ type: 'model-delta' });
  leave();
});

it('a feed that somebody kept is that of the session which runs when it is read', async () => {
  await using rig = await ManagerRig.start(HI);
  await rig.record('c1');
  const kept = rig.manager.feed('c1');
  expect(await kept.latestId()).toBe(-1);
  kept.subscribe(silent)();
  await rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Hello' } });
  const delta = Promise.withResolvers<EphemeralDelta>();
  const leave = kept.subscribe({ ...silent, onDelta: delta.resolve });
  expect(await delta.promise).toMatchObject({ type: 'model-delta' });
  leave();
});

it('readers of a conversation that does not exist are told so, and make no log', async () => {
  await using rig = await ManagerRig.start(HI);
  await expect(rig.untilState('nobody', 'running')).rejects.toMatchObject({ code: 'conversation_not_found' });
  const latest = rig.manager.feed('nobody').latestId();
  await expect(latest).rejects.toMatchObject({ code: 'conversation_not_found' });
  const opened = rig.storage.open('nobody', { create: false });
  await expect(opened).rejects.toMatchObject({ code: 'conversation_not_found' });
});

it('readers stay over any starts and stops and get each event once', async () => {
  await using rig = await ManagerRig.start(HI);
  await rig.record('c1');
  const ids: number[] = [];
  const leave = rig.manager.feed('c1').subscribe({ after: -1, onEvent: ({ id }) => void ids.push(id) });
  for (const content of ['One', 'Two', 'Three']) {
    const { id } = await rig.manager.sendEventToConversation('c1', { action: 'message', args: { content } });
    await rig.untilState('c1', 'awaiting_user_input', id);
    await rig.manager.closeSession('c1');
  }
  const all = (await rig.events('c1')).map(({ id }) => id);
  await expect.poll(() => ids).toEqual(all);
  leave();
});
