import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';

const DONE = turn.call('finish', { message: 'Done.' });
const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });

describe('a conversation of the standalone manager', () => {
  it('runs from its first message to its end, and what is asked next goes on in the same log', async () => {
    await using rig = await ManagerRig.start({ turns: [run('echo one'), DONE, turn.text('Anything else?')] });
    await rig.begin('c1', 'Say one.');
    const finished = await rig.untilState('c1', 'finished');
    await rig.manager.sendEventToConversation('c1', { action: 'message', args: { content: 'More.' } });
    await rig.untilState('c1', 'awaiting_user_input', finished.id);
    const events = await rig.events('c1');
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index));
    expect(events.filter((event) => event.observation === 'run').map((event) => event.message)).toHaveLength(
      1,
    );
    expect(await rig.storage.conversations.get('c1')).toMatchObject({ title: 'Say one.', status: 'RUNNING' });
  });

  it('whose model has no name fails with the reason, keeps the message and can be started again', async () => {
    await using rig = await ManagerRig.start({ turns: [turn.text('Here.')] });
    const { config } = rig.context;
    const llm = { ...config.llm };
    Object.assign(config.llm, { model: null });
    await rig.record('c1');
    const told = rig.untilNotice('c1', (notice) => 'type' in notice && notice.type === 'error');
    await rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Hello' } });
    expect(await told).toMatchObject({ message: expect.stringContaining('No model is configured') });
    await rig.untilState('c1', 'error');
    await expect.poll(async () => (await rig.storage.conversations.get('c1'))?.status).toBe('ERROR');
    Object.assign(config.llm, llm);
    await rig.manager.sendEventToConversation('c1', { action: 'message', args: { content: 'Now?' } });
    await rig.untilState('c1', 'awaiting_user_input');
    const said = (await rig.events('c1')).filter((event) => event.action === 'message');
    expect(said.map((event) => event.source)).toEqual(['user', 'user', 'agent']);
  });

  it('is stopped by closing its session, as the person wanted', async () => {
    await using rig = await ManagerRig.start({ turns: [run('sleep 60')] });
    await rig.begin('c1', 'Sleep.');
    await rig.until('c1', (event) => event.action === 'run');
    await rig.manager.closeSession('c1');
    expect(await rig.manager.isAgentLoopRunning('c1')).toBe(false);
    const events = await rig.events('c1');
    expect(events.at(-1)).toMatchObject({ observation: expect.any(String) });
    expect(
      events.some((e) => e.observation === 'agent_state_changed' && e.extras.agent_state === 'stopped'),
    ).toBe(true);
    expect(await rig.storage.conversations.get('c1')).toMatchObject({ status: 'STOPPED' });
  });

  it('is deleted with all that belongs to it, and its readers are told', async () => {
    await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    const ended = rig.untilState('c1', 'never');
    ended.catch(() => undefined);
    expect(await rig.manager.deleteConversation('c1')).toBe(true);
    await expect(ended).rejects.toMatchObject({ code: 'conversation_not_found' });
    expect(await rig.storage.conversations.get('c1')).toBeUndefined();
    expect(await rig.manager.deleteConversation('c1')).toBe(false);
  });

  it('starts once however many start it at the same time', async () => {
    await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
    await rig.record('c1');
    const joins = ['a', 'b', 'c'].map((id) => rig.manager.joinConversation('c1', id, { userId: null }));
    await Promise.all(joins);
    await rig.untilState('c1', 'awaiting_user_input');
    expect([...(await rig.manager.getConnections())]).toHaveLength(3);
    expect((await rig.events('c1')).filter((event) => event.action === 'system')).toHaveLength(1);
  });
});

describe('the places of a user', () => {
  it('are waited for in order, with the place told; nobody who works has to leave', async () => {
    await using rig = await ManagerRig.start({
      turns: [run('while [ ! -e go ]; do sleep 0.05; done'), DONE],
      maxConcurrent: 1,
    });
    await rig.begin('c1', 'First.');
    await rig.until('c1', (event) => event.action === 'run');
    await rig.record('c2');
    const queued = rig.untilNotice('c2', (notice) => 'id' in notice && notice.id === 'STATUS$QUEUED');
    await rig.manager.maybeStartAgentLoop('c2', { userId: null, message: { content: 'Second.' } });
    expect(await queued).toMatchObject({ message: expect.stringContaining('It is next') });
    expect(await rig.manager.getAgentLoopInfo({ conversationIds: ['c2'] })).toMatchObject([
      { status: 'STARTING', runtimeStatus: null },
    ]);
    // What is said while it waits is kept.
    await rig.manager.sendEventToConversation('c2', { action: 'message', args: { content: 'Quickly.' } });
    const { workspaceRoot } = rig.manager.getAgentSession('c1')?.runtime ?? { workspaceRoot: '' };
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${workspaceRoot}/go`, '');
    await rig.untilState('c1', 'finished');
    // The first one is idle now and makes room.
    await rig.until('c2', (event) => event.action === 'run');
    expect(await rig.manager.isAgentLoopRunning('c1')).toBe(false);
    expect(await rig.storage.conversations.get('c1')).toMatchObject({ status: 'STOPPED' });
  });

  it('of one user are not those of another', async () => {
    await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')], maxConcurrent: 1 });
    await rig.begin('c1', 'Hello', 'ann');
    await rig.begin('c2', 'Good day', 'bob');
    await Promise.all(['c1', 'c2'].map((id) => rig.untilState(id, 'awaiting_user_input')));
    expect(await rig.manager.getRunningAgentLoops({ userId: 'ann' })).toEqual(new Set(['c1']));
    expect(await rig.manager.getRunningAgentLoops({ conversationIds: [] })).toEqual(new Set());
  });
});

describe('after a restart', () => {
  it('what was running goes on by itself, what waited for the person does not', async () => {
    const first = await ManagerRig.start({ turns: [run('sleep 2; echo slept'), DONE] });
    await first.begin('works', 'Sleep.');
    await first.until('works', (event) => event.action === 'run');
    await first.record('rests');
    await first.manager.maybeStartAgentLoop('rests', { userId: null });
    await first.untilState('rests', 'awaiting_user_input');
    await first.manager.exit();
    await first.storage.close();
    expect(first.log.lines.filter(({ level }) => level === 'error')).toEqual([]);

    await using second = await ManagerRig.start({ turns: [], home: first.home, model: first.model });
    await second.untilState('works', 'finished');
    expect(await second.manager.isAgentLoopRunning('rests')).toBe(false);
    expect(await second.storage.conversations.get('rests')).toMatchObject({ status: 'STOPPED' });
    const events = await second.events('works');
    expect(events.filter((event) => event.action === 'run')).toHaveLength(1);
  });
});

describe('a completion beside the agent', () => {
  it('is on the bill of the conversation', async () => {
    await using rig = await ManagerRig.start({ turns: [turn.text('Hi.'), turn.text('A title')] });
    await rig.begin('c1', 'Hello');
    await rig.untilState('c1', 'awaiting_user_input');
    const answer = await rig.manager.requestLlmCompletion('c1', 'test', [
      { role: 'user', content: 'Name it' },
    ]);
    expect(answer).toContain('Hi.');
    const aside = (await rig.events('c1')).filter(
      (event) => event.opaque === undefined && event.side_response !== undefined,
    );
    expect(aside).toHaveLength(1);
  });
});
