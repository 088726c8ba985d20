import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import { McpRig } from '../../test/support/mcp-rig.ts';

const TOOLS = [
  'start_conversation',
  'wait_for_conversation',
  'read_conversation',
  'send_message',
  'answer_confirmation',
  'stop_conversation',
  'list_conversations',
  'create_pr',
  'create_mr',
  'create_bitbucket_pr',
  'create_azure_devops_pr',
  'create_forgejo_pr',
];

describe.each([
  { era: 'auto', path: '/mcp' },
  { era: 'legacy', path: '/mcp/mcp' },
] as const)('a client of the $era protocol at $path', ({ era, path }) => {
  it('sees every tool with its arguments, its result and what it does to the world', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann', { era, path });
    const { tools } = await ann.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS);
    for (const tool of tools) {
      expect(tool).toMatchObject({
        description: expect.any(String),
        inputSchema: { type: 'object', additionalProperties: false },
        outputSchema: { type: 'object' },
        annotations: { readOnlyHint: expect.any(Boolean), openWorldHint: expect.any(Boolean) },
      });
    }
    expect(ann.client.getServerVersion()).toMatchObject({ name: 'capstan' });
    expect(ann.client.getInstructions()).toContain('start_conversation');
  });

  it('is told of progress while it waits', async () => {
    await using rig = await McpRig.start({
      turns: [turn.call('execute_bash', { command: 'echo one', security_risk: 'LOW' }), turn.text('Done.')],
    });
    await using ann = await rig.connect('ann', { era, path });
    const { conversation_id } = await ann.use('start_conversation', { message: 'Say one.' });
    const told: (string | undefined)[] = [];
    const rest = await ann.use(
      'wait_for_conversation',
      { conversation_id },
      { onProgress: (message) => told.push(message) },
    );
    expect(rest).toMatchObject({ agent_state: 'awaiting_user_input', last_message: 'Done.' });
    expect(told).toContain('Running command: echo one');
  });

  it('that leaves ends what it has asked for', async () => {
    await using rig = await McpRig.start({
      turns: [turn.call('execute_bash', { command: 'sleep 60', security_risk: 'LOW' })],
    });
    const ann = await rig.connect('ann', { era, path });
    const { conversation_id } = await ann.use('start_conversation', { message: 'Sleep.' });
    const waiting = Promise.withResolvers<void>();
    const ended = ann.call(
      'wait_for_conversation',
      { conversation_id, timeout_seconds: 600 },
      { onProgress: (message) => message?.includes('sleep 60') && waiting.resolve() },
    );
    ended.catch(() => undefined);
    await waiting.promise;
    await ann.client.close();
    await expect(ended).rejects.toThrow();
    await expect
      .poll(() => rig.rig.log.lines.filter(({ message }) => message.startsWith('Nobody waits')).length)
      .toBe(1);
  });
});
