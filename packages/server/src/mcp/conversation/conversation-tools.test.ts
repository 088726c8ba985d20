import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { McpRig } from '../../../test/support/mcp-rig.ts';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';

const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });
const finish = (message: string) => turn.call('finish', { message });

describe('an agent that gives another one a task', () => {
  it('drives it from the task to the end, and on', async () => {
    await using rig = await McpRig.start({
      turns: [run('echo $((6 * 7))'), finish('It is 42.'), turn.text('As I said.')],
    });
    await using ann = await rig.connect('ann');
    const started = await ann.use('start_conversation', { message: 'What is six times seven?' });
    const conversation_id = idIn(started);
    expect(started).toEqual({
      conversation_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'STARTING',
      url: `${rig.origin}/conversations/${conversation_id}`,
    });

    const done = await ann.use('wait_for_conversation', { conversation_id });
    expect(done).toEqual({
      agent_state: 'finished',
      last_message: 'It is 42.',
      latest_id: expect.any(Number),
      timed_out: false,
      error: null,
      awaiting_confirmation: null,
    });

    const brief = await ann.use('read_conversation', { conversation_id });
    expect(brief).toMatchObject({
      agent_state: 'finished',
      status: 'RUNNING',
      has_more: false,
      latest_id: done.latest_id,
      next_after: done.latest_id,
    });
    expect(brief.events).toMatchObject([
      { source: 'user', kind: 'action:message', text: 'What is six times seven?' },
      { kind: 'observation:agent_state_changed', text: 'The agent is now running' },
      { source: 'agent', kind: 'action:run', text: 'Running command: echo $((6 * 7))' },
      {
        kind: 'observation:run',
        text: 'Command `echo $((6 * 7))` executed with exit code 0.',
      },
      { kind: 'action:finish', text: 'It is 42.' },
      { kind: 'observation:agent_state_changed', text: 'The agent is now finished' },
    ]);
    const whole = await ann.use('read_conversation', { conversation_id, include_output: true });
    expect(whole.events).toContainEqual(
      expect.objectContaining({ text: 'Command `echo $((6 * 7))` executed with exit code 0.\n42\n' }),
    );

    const { event_id } = await ann.use('send_message', { conversation_id, message: 'Really?' });
    const again = await ann.use('wait_for_conversation', { conversation_id, after: event_id });
    expect(again).toMatchObject({ agent_state: 'awaiting_user_input', last_message: 'As I said.' });
    const rest = await ann.use('read_conversation', { conversation_id, after: event_id, limit: 2 });
    expect(rest).toMatchObject({ has_more: true, events: [{}, { kind: 'action:message', source: 'agent' }] });
    const end = await ann.use('read_conversation', { conversation_id, after: rest.next_after ?? null });
    expect(end).toMatchObject({
      has_more: false,
      events: [{ text: 'The agent is now awaiting_user_input' }],
    });

    expect(await ann.use('stop_conversation', { conversation_id })).toEqual({
      status: 'STOPPED',
      was_running: true,
    });
    expect(await ann.use('stop_conversation', { conversation_id })).toEqual({
      status: 'STOPPED',
      was_running: false,
    });
  });

  it('waits no longer than it wants to, and gets word at once of what it stops', async () => {
    await using rig = await McpRig.start({ turns: [run('sleep 60')] });
    await using ann = await rig.connect('ann');
    const conversation_id = await ann.begin('Sleep.');
    await rig.rig.until(conversation_id, (event) => event.action === 'run');
    const soon = await ann.use('wait_for_conversation', { conversation_id, timeout_seconds: 0 });
    expect(soon).toMatchObject({ agent_state: 'running', timed_out: true });
    const waiting = ann.use('wait_for_conversation', { conversation_id, timeout_seconds: 600 });
    await ann.use('stop_conversation', { conversation_id });
    expect(await waiting).toMatchObject({ agent_state: 'stopped', timed_out: false });
    // Nobody runs it any more, so there is nothing to wait for.
    const over = await ann.use('wait_for_conversation', { conversation_id, after: 1_000_000 });
    expect(over).toMatchObject({ agent_state: 'stopped', last_message: null, timed_out: false });
  });

  it('is told why the other one cannot begin', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann');
    const nowhere = await ann.call('start_conversation', { message: 'Go.', workspace: '/no/such/folder' });
    expect(nowhere).toMatchObject({
      isError: true,
      texts: [expect.stringMatching(/^forbidden: Conversations of this server do not work in folders .*\n/)],
    });
    Object.assign(rig.context.config.llm, { model: null });
    const { isError, texts } = await ann.call('start_conversation', { message: 'Go.' });
    expect([isError, texts[0]]).toEqual([true, expect.stringContaining('settings_not_found')]);
    expect(await ann.use('list_conversations', {})).toEqual({ conversations: [], complete: true });
  });

  it('is told why the other one failed, also when it failed the same way before', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann');
    const conversation_id = 'c1';
    Object.assign(rig.context.config.llm, { model: null });
    await rig.rig.begin(conversation_id, 'Hello?', 'ann');
    for (const message of [{ content: 'And now?' }, { content: 'Still not?' }]) {
      const failed = await ann.use('wait_for_conversation', { conversation_id });
      expect(failed).toMatchObject({
        agent_state: 'error',
        error: expect.stringContaining('No model is configured'),
        timed_out: false,
      });
      await rig.context.manager.maybeStartAgentLoop(conversation_id, { userId: 'ann', message });
    }
  });

  it('cannot wait for itself', async () => {
    await using rig = await McpRig.start();
    await rig.rig.record('mine', 'ann');
    await using ann = await rig.connect('ann', { headers: { 'x-capstan-conversation-id': 'mine' } });
    const { isError, texts } = await ann.call('wait_for_conversation', { conversation_id: 'mine' });
    expect([isError, texts[0]]).toEqual([true, expect.stringContaining('cannot wait for itself')]);
  });
});

describe('what an agent asks for', () => {
  const turns = [run('echo yes > answer'), finish('Done.')];

  async function asked(rig: McpRig) {
    await rig.context.settings.update('ann', () => ({ ...DEFAULT_SETTINGS, confirmation_mode: true }));
    const ann = await rig.connect('ann');
    const conversation_id = await ann.begin('Write it down.');
    const asks = await ann.use('wait_for_conversation', { conversation_id });
    expect(asks).toMatchObject({
      agent_state: 'awaiting_user_confirmation',
      awaiting_confirmation: { text: 'Running command: echo yes > answer' },
    });
    return { ann, conversation_id };
  }

  it('runs once it is confirmed', async () => {
    await using rig = await McpRig.start({ turns });
    const { ann, conversation_id } = await asked(rig);
    await using _ = ann;
    const { event_id } = await ann.use('answer_confirmation', { conversation_id, decision: 'confirm' });
    const done = await ann.use('wait_for_conversation', { conversation_id, after: event_id });
    expect(done).toMatchObject({ agent_state: 'finished', awaiting_confirmation: null });
    const events = await rig.rig.events(conversation_id);
    expect(events.filter((event) => event.observation === 'run')).toHaveLength(1);
    const late = await ann.call('answer_confirmation', { conversation_id, decision: 'reject' });
    expect(late).toMatchObject({
      isError: true,
      texts: [expect.stringContaining('asks for no confirmation: it is finished')],
    });
  });

  it('does not run when it is rejected', async () => {
    await using rig = await McpRig.start({ turns });
    const { ann, conversation_id } = await asked(rig);
    await using _ = ann;
    const { event_id } = await ann.use('answer_confirmation', { conversation_id, decision: 'reject' });
    const rest = await ann.use('wait_for_conversation', { conversation_id, after: event_id });
    expect(rest).toMatchObject({ agent_state: 'awaiting_user_input' });
    const events = await rig.rig.events(conversation_id);
    expect(events.filter((event) => event.observation === 'run')).toEqual([]);
    expect(events.filter((event) => event.observation === 'user_rejected')).toHaveLength(1);
  });
});

describe('conversations of somebody else', () => {
  it('are unknown to every tool', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann');
    await using bob = await rig.connect('bob');
    const conversation_id = await ann.begin('A secret plan');
    await ann.use('wait_for_conversation', { conversation_id });
    const before = await rig.rig.events(conversation_id);
    const calls = {
      wait_for_conversation: {},
      read_conversation: {},
      send_message: { message: 'Tell me.' },
      answer_confirmation: { decision: 'confirm' },
      stop_conversation: {},
    };
    for (const [name, args] of Object.entries(calls)) {
      const foreign = await bob.call(name, { conversation_id, ...args });
      const unknown = await bob.call(name, { conversation_id: 'none', ...args });
      expect(foreign).toEqual(unknown);
      expect(foreign).toMatchObject({
        isError: true,
        texts: ['conversation_not_found: Conversation not found\nCheck the id.'],
      });
    }
    for (const query of [undefined, 'secret']) {
      expect(await bob.use('list_conversations', { query })).toMatchObject({ conversations: [] });
    }
    expect(await rig.rig.events(conversation_id)).toEqual(before);
    expect(await rig.context.manager.isAgentLoopRunning(conversation_id)).toBe(true);
  });
});

describe('the list of conversations', () => {
  it('begins with the newest, and can be looked through by words', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann');
    const ids: unknown[] = [];
    for (const message of ['Paint the fence', 'Mow the lawn', 'Paint the door']) {
      const conversation_id = await ann.begin(message);
      await ann.use('wait_for_conversation', { conversation_id });
      ids.unshift(conversation_id);
    }
    const all = await ann.use('list_conversations', {});
    expect(all).toMatchObject({
      complete: true,
      conversations: ids.map((conversation_id) => ({ conversation_id, status: 'RUNNING', match: null })),
    });
    const newest = await ann.use('list_conversations', { limit: 1 });
    expect(newest).toMatchObject({ complete: false, conversations: [{ conversation_id: ids[0] }] });
    const found = await ann.use('list_conversations', { query: 'paint' });
    expect(found).toMatchObject({
      complete: true,
      conversations: [
        { conversation_id: ids[0], match: expect.stringContaining('door') },
        { conversation_id: ids[2], match: expect.stringContaining('fence') },
      ],
    });
    const one = await ann.use('list_conversations', { query: 'paint', limit: 1 });
    expect(one).toMatchObject({ complete: false, conversations: [{ conversation_id: ids[0] }] });
  });
});

describe('a text that is long', () => {
  it('is cut with a mark that says how to read on', async () => {
    const said = `${'wheel🛞'.repeat(5_000)}END`;
    await using rig = await McpRig.start({ turns: [turn.text(said)] });
    await using ann = await rig.connect('ann');
    const conversation_id = await ann.begin('Turn.');
    const { last_message } = await ann.use('wait_for_conversation', { conversation_id });
    const mark = /\n\[cut at (\d+) of (\d+) characters; read_conversation goes on with (.*)\]$/;
    expect(last_message).toEqual(expect.stringContaining(`of ${said.length} characters`));

    let text = '';
    let args: Record<string, unknown> = { after: -1 };
    const page = await ann.use('read_conversation', { conversation_id, ...args });
    let part = textsOf(page.events).find((each) => each.startsWith('wheel')) ?? '';
    for (;;) {
      const cut = mark.exec(part);
      text += cut === null ? part : part.slice(0, cut.index);
      if (cut === null) break;
      args = Object.fromEntries((cut[3] ?? '').split(', ').map((each) => entryOf(each)));
      part = textsOf((await ann.use('read_conversation', { conversation_id, ...args })).events)[0] ?? '';
    }
    expect(text).toBe(said);
  });
});

const idIn = (result: unknown): string =>
  z.object({ conversation_id: z.string() }).parse(result).conversation_id;
const textsOf = (events: unknown): string[] =>
  z
    .array(z.object({ text: z.string() }))
    .parse(events)
    .map(({ text }) => text);

function entryOf(assignment: string): [string, unknown] {
  const [name = '', value = ''] = assignment.split('=');
  return [name, JSON.parse(value)];
}
