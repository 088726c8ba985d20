import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import type { Notice } from '@capstan/protocol/api';
import { describe, expect, it } from 'vitest';
import { withRecords } from '../storage/server-storage.ts';
import { ManagerRig, type RigOptions } from '../../test/support/running-manager.ts';

const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });
const message = (content: string) => ({ action: 'message', args: { content } });
const HI: RigOptions = { turns: [turn.text('Hi.')], atEnd: 'repeat-last' };

describe('a session', () => {
  it('is heard from its first event on, while it is still being opened', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    expect(rig.complaints).toEqual([]);
  });

  it('that fails while its agent rests is closed, and what is said next opens another one', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.begin('c1', 'Hello');
    const rest = await rig.untilState('c1', 'awaiting_user_input');
    // Somebody who takes this process for dead takes the conversation over.
    await rig.storage.leases.release({ conversationId: 'c1', token: 1 });
    const lease = await rig.storage.leases.acquire('c1');
    const refused = rig.manager.sendEventToConversation('c1', message('More'));
    await expect(refused).rejects.toMatchObject({ code: 'conversation_busy' });
    await rig.storage.leases.release(lease);
    await rig.manager.sendEventToConversation('c1', message('More'));
    await rig.untilState('c1', 'awaiting_user_input', rest.id);
  });

  it('takes what is said although its agent cannot be made', async () => {
    await using rig = await ManagerRig.start(HI);
    Object.assign(rig.context.config.llm, { model: null });
    await rig.record('c1');
    const { id } = await rig.manager.sendEventToConversation('c1', message('Hello'));
    await rig.untilState('c1', 'error');
    expect((await rig.events('c1'))[id]).toMatchObject({ action: 'message', args: { content: 'Hello' } });
  });

  it('that is stopped before it has a place does not begin when it is started again', async () => {
    await using rig = await ManagerRig.start({ turns: [run('sleep 60')], maxConcurrent: 1 });
    await rig.begin('c1', 'Sleep.');
    await rig.until('c1', (event) => event.action === 'run');
    await rig.begin('c2', 'Sleep.');
    await rig.manager.closeSession('c2');
    await rig.manager.closeSession('c1');
    await rig.manager.maybeStartAgentLoop('c2', { userId: null });
    await rig.untilState('c2', 'stopped');
    expect((await rig.events('c2')).filter((event) => event.action === 'run')).toEqual([]);
  });

  it('that was queued and is closed leaves nobody in the belief that it waits', async () => {
    await using rig = await ManagerRig.start({ turns: [run('sleep 60')], maxConcurrent: 1 });
    await rig.begin('c1', 'Sleep.');
    await rig.begin('c2', 'Sleep.');
    const told: Notice[] = [];
    const subscription = {
      after: -1,
      onEvent: () => undefined,
      onNotice: (notice: Notice) => void told.push(notice),
    };
    // One stays, so that what was said is not forgotten for want of readers.
    const leave = rig.manager.feed('c2').subscribe(subscription);
    expect(told).toMatchObject([{ id: 'STATUS$QUEUED' }]);
    await rig.manager.closeSession('c2');
    told.length = 0;
    rig.manager.feed('c2').subscribe(subscription)();
    leave();
    expect(told).toEqual([]);
  });

  it('is not opened twice by those who want it while it closes', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    const stopping = rig.manager.closeSession('c1');
    const saying = ['a', 'b', 'c'].map((text) => rig.manager.sendEventToConversation('c1', message(text)));
    await Promise.all([stopping, rig.manager.closeSession('c1'), ...saying]);
    await rig.manager.sendEventToConversation('c1', message('last'));
    const said = (await rig.events('c1')).flatMap((event) =>
      event.action === 'message' && event.source === 'user' ? [event.args.content] : [],
    );
    expect(said.toSorted()).toEqual(['Hello', 'a', 'b', 'c', 'last']);
    expect(rig.complaints).toEqual([]);
  });
});

describe('the record of a conversation', () => {
  it('says that it is stopped, however late the word of its start comes', async () => {
    const late = Promise.withResolvers<void>();
    await using rig = await ManagerRig.start({
      ...HI,
      storage: (storage) => {
        const { conversations } = storage;
        return withRecords(storage, {
          create: (record) => conversations.create(record),
          get: (id) => conversations.get(id),
          update: async (id, changes) => {
            if (changes.status === 'RUNNING') await late.promise;
            await conversations.update(id, changes);
          },
          search: (query) => conversations.search(query),
          count: (filter) => conversations.count(filter),
          delete: (id) => conversations.delete(id),
        });
      },
    });
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    const closed = rig.manager.closeSession('c1');
    await rig.untilState('c1', 'stopped');
    late.resolve();
    await closed;
    expect(await rig.storage.conversations.get('c1')).toMatchObject({ status: 'STOPPED' });
  });
});

describe('a conversation that is deleted', () => {
  it('leaves nothing behind, whoever joins it and talks to it meanwhile', async () => {
    await using rig = await ManagerRig.start(HI);
    for (const id of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
      await rig.begin(id, 'Hello');
      if (id > 'c2') await rig.untilState(id, 'awaiting_user_input');
      await Promise.allSettled([
        rig.manager.deleteConversation(id),
        rig.manager.deleteConversation(id),
        rig.manager.joinConversation(id, 'a', { userId: null }),
        rig.manager.sendEventToConversation(id, message('More')),
        rig.manager.attachToConversation(id, null),
        rig.storage.conversations.get(id).then(() => rig.manager.joinConversation(id, 'b', { userId: null })),
        rig.storage.conversations.get(id).then(() => rig.manager.feed(id).latestId()),
      ]);
      expect(await rig.manager.isAgentLoopRunning(id)).toBe(false);
      expect(await rig.storage.leases.owner(id)).toBeUndefined();
      await expect(rig.storage.open(id, { create: false })).rejects.toThrow('There is no conversation');
      await expect(access(join(rig.home, 'workspaces', id))).rejects.toThrow('ENOENT');
    }
    expect(await rig.manager.getConnections()).toEqual(new Map());
    await rig.manager.exit();
    expect(rig.complaints.filter((line) => !line.startsWith('A conversation could not be attached'))).toEqual(
      [],
    );
  });

  it('is not, while another process runs it', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.record('c1');
    const lease = await rig.storage.leases.acquire('c1');
    await expect(rig.manager.deleteConversation('c1')).rejects.toMatchObject({ code: 'conversation_busy' });
    expect(await rig.storage.conversations.get('c1')).toBeDefined();
    await rig.storage.leases.release(lease);
    expect(await rig.manager.deleteConversation('c1')).toBe(true);
  });
});

describe('a client that joins', () => {
  it('stays connected although somebody stops the conversation at that moment', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    const stopping = rig.manager.closeSession('c1');
    await rig.manager.joinConversation('c1', 'a', { userId: null });
    await stopping;
    await rig.manager.joinConversation('c1', 'b', { userId: null });
    expect([...(await rig.manager.getConnections()).keys()]).toEqual(['a', 'b']);
    await rig.manager.sendToEventStream('a', message('More'));
  });

  it('and is gone in the same moment is not counted for ever', async () => {
    await using rig = await ManagerRig.start(HI);
    await rig.record('c1');
    const joining = rig.manager.joinConversation('c1', 'a', { userId: null });
    await rig.manager.disconnectFromSession('a');
    await joining;
    expect(await rig.manager.getConnections()).toEqual(new Map());
  });
});
