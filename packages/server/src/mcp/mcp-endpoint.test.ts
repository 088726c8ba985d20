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
    const conversation_id = await ann.begin('Say one.');
    const told: (string | undefined)[] = [];
    const rest = await ann.use(
      'wait_for_conversation',
      { conversation_id },
      { onProgress: (message) => told.push(message) },
    );
    expect(rest).toMatchObject({ agent_state: 'awaiting_user_input', last_message: 'Done.' });
    expect(told).toContain('Running command: echo one');
  });
});

describe('a call', () => {
  // The one of 2025 says that it gives up in a request of its own, which nothing connects with the first.
  it.each([
    { era: 'auto', way: 'leaves' },
    { era: 'legacy', way: 'leaves' },
    { era: 'auto', way: 'gives up' },
  ] as const)('ends when its client ($era) $way', async ({ era, way }) => {
    await using rig = await McpRig.start({
      turns: [turn.call('execute_bash', { command: 'sleep 60', security_risk: 'LOW' })],
    });
    await using ann = await rig.connect('ann', { era });
    const conversation_id = await ann.begin('Sleep.');
    const waiting = Promise.withResolvers<void>();
    const abort = new AbortController();
    const ended = ann.call(
      'wait_for_conversation',
      { conversation_id, timeout_seconds: 600 },
      { onProgress: () => waiting.resolve(), signal: abort.signal },
    );
    ended.catch(() => undefined);
    await waiting.promise;
    if (way === 'leaves') await ann.client.close();
    else abort.abort(new Error('given up'));
    await expect(ended).rejects.toThrow(/closed|given up/i);
    await expect
      .poll(() => rig.rig.log.lines.filter(({ message }) => message.startsWith('Nobody waits')).length)
      .toBe(1);
  });
});

describe('the endpoint', () => {
  interface Ask {
    body?: string | ReadableStream;
    duplex?: 'half';
    headers?: Record<string, string>;
  }
  const ask = (rig: McpRig, init: Ask = {}, path = '/mcp') =>
    fetch(`${rig.origin}${path}`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      ...init,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...init.headers,
      },
    });
  const key = { 'x-session-api-key': 'key-of-ann' };

  it('answers nobody without a key, and no page from elsewhere', async () => {
    await using rig = await McpRig.start();
    for (const path of ['/mcp', '/mcp/mcp']) {
      const nobody = await ask(rig, {}, path);
      expect([nobody.status, await nobody.json()]).toMatchObject([401, { code: 'unauthorized' }]);
      const foreign = await ask(rig, { headers: { ...key, origin: 'https://evil.example' } }, path);
      expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'origin_refused' }]);
      const known = await ask(rig, { headers: key }, path);
      expect([known.status, await known.text()]).toEqual([
        200,
        expect.stringContaining('start_conversation'),
      ]);
    }
  });

  it('takes no body that is too large, whether its size is said or not', async () => {
    await using rig = await McpRig.start();
    const large = 'x'.repeat(rig.context.config.http.maxBodyBytes + 1);
    for (const body of [large, new Blob([large]).stream()]) {
      const init = { body, duplex: 'half' as const, headers: key };
      const refused = await ask(rig, init);
      expect([refused.status, await refused.json()]).toMatchObject([413, { code: 'request_too_large' }]);
    }
  });

  it('keeps nothing between requests: there is no session to read or to end', async () => {
    await using rig = await McpRig.start();
    for (const method of ['GET', 'DELETE']) {
      const refused = await fetch(`${rig.origin}/mcp`, { method, headers: key });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
      await refused.body?.cancel();
    }
  });

  it.each(['', 'no JSON', '[]', '{}', '{"jsonrpc":"2.0","id":1,"method":"none"}', '\0'])(
    'survives %j',
    async (body) => {
      await using rig = await McpRig.start();
      const answer = await ask(rig, { headers: key, body });
      expect(answer.status).toBeLessThan(500);
      await answer.text();
    },
  );

  it('says which arguments of a tool are wrong', async () => {
    await using rig = await McpRig.start();
    await using ann = await rig.connect('ann');
    const wrong = [
      ['start_conversation', {}, 'message'],
      ['start_conversation', { message: 'Go.', colour: 'red' }, 'colour'],
      ['read_conversation', { conversation_id: 'c1', limit: 201 }, 'limit'],
      ['wait_for_conversation', { conversation_id: 'c1', timeout_seconds: 601 }, 'timeout_seconds'],
      ['answer_confirmation', { conversation_id: 'c1', decision: 'perhaps' }, 'decision'],
    ] as const;
    for (const [name, args, part] of wrong) {
      const { isError, texts } = await ann.call(name, args);
      expect([isError, texts[0]]).toEqual([true, expect.stringContaining(part)]);
    }
  });

  it('tells of what nobody expected only where to look it up', async () => {
    await using rig = await McpRig.start({
      gitProviders: {
        open: () => {
          throw new TypeError('a secret of the house');
        },
        openAll: () => [],
      },
    });
    await rig.context.secrets.update('ann', (secrets) => ({
      ...secrets,
      providerTokens: { github: { token: 'ghp', host: null, userId: null } },
    }));
    await using ann = await rig.connect('ann');
    const { isError, texts } = await ann.call('create_pr', {
      repo_name: 'a/b',
      source_branch: 'one',
      target_branch: 'two',
      title: 'Three',
      body: null,
    });
    expect(isError).toBe(true);
    expect(texts[0]).toMatch(/^internal: Internal server error\n.* Request \S+\.$/);
    expect(rig.rig.log.lines).toContainEqual({
      level: 'error',
      message: expect.any(String),
      fields: expect.objectContaining({ tool: 'create_pr', error: expect.any(TypeError) }),
    });
  });
});
