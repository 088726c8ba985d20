import { EventStream } from '@capstan/events';
import { turn } from '@capstan/llm/scripted';
import { messageAction } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { ManagerRig, type RigOptions } from '../../test/support/running-manager.ts';
import type { ServerStorage } from '../storage/server-storage.ts';

const HI: RigOptions = { turns: [turn.text('Hi.')], atEnd: 'repeat-last' };
const message = (content: string) => ({ action: 'message', args: { content } });

describe('a server that is started again', () => {
  it('does not call a conversation stopped that a client has begun meanwhile', async () => {
    const first = await ManagerRig.start(HI);
    await first.begin('c1', 'Hello');
    const rest = await first.untilState('c1', 'awaiting_user_input');
    await first.manager.exit();
    // As after a crash: it has nothing left to do, and is said to be running.
    await first.storage.conversations.update('c1', { status: 'RUNNING' });
    await first.storage.close();

    await using second = await ManagerRig.start({
      ...HI,
      home: first.home,
      model: first.model,
      entered: false,
    });
    const entered = second.manager.enter();
    await Promise.all([entered, second.manager.sendEventToConversation('c1', message('More'))]);
    await second.untilState('c1', 'awaiting_user_input', rest.id);
    await entered;
    expect(await second.storage.conversations.get('c1')).toMatchObject({ status: 'RUNNING' });
  });

  it('says of a conversation that cannot go on what is wrong with it, and tries it no more', async () => {
    const first = await ManagerRig.start(HI);
    await first.record('c1');
    const store = await first.storage.open('c1', { create: true });
    const stream = await EventStream.open(store);
    await stream.append(messageAction({ content: 'Hello' }), 'user').durable;
    await stream.close();
    await store.close();
    await first.storage.conversations.update('c1', {
      status: 'RUNNING',
      selectedRepository: 'somebody/something',
      gitProvider: 'enterprise_sso',
    });
    await first.manager.exit();
    await first.storage.close();

    await using second = await ManagerRig.start({ ...HI, home: first.home, model: first.model });
    expect(await second.storage.conversations.get('c1')).toMatchObject({ status: 'ERROR' });
    const failure = await second.untilNotice('c1', (notice) => 'type' in notice && notice.type === 'error');
    expect(failure).toMatchObject({ message: expect.stringContaining('cannot be cloned') });
  });

  it('is ended at once although many conversations are still to be looked through', async () => {
    const first = await ManagerRig.start(HI);
    for (let index = 0; index < 20; index += 1) {
      await first.record(`c${index}`);
      await first.storage.conversations.update(`c${index}`, { status: 'RUNNING' });
    }
    await first.manager.exit();
    await first.storage.close();

    let opened = 0;
    const second = await ManagerRig.start({
      ...HI,
      home: first.home,
      model: first.model,
      entered: false,
      storage: (storage): ServerStorage =>
        Object.assign(Object.create(storage), {
          open: (id: string, options: { create: boolean }) => {
            opened += 1;
            return storage.open(id, options);
          },
        }),
    });
    const entering = second.manager.enter();
    await second.manager.exit();
    await entering;
    expect(opened).toBeLessThan(20);
    await second[Symbol.asyncDispose]();
  });
});
