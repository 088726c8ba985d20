import { turn } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import * as z from 'zod';
import { begin, untilState } from './support/followed-conversation.ts';
import { requires } from './support/requirement.ts';
import { SocketListener } from './support/socket-listener.ts';
import { expectAnswer, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

interface Difference {
  route: string;
  /** What OpenHands 0.62 does. */
  there: string;
  /** Why not here. */
  why: string;
  /** `{id}` stands for a conversation. */
  ask: [method: string, path: string, body?: unknown];
  status: number;
  shape: ZodType;
}

const ONE_SHAPE = 'one shape for every failure; the words stand where each client looks for them';
const A_FAULT = 'a fault there: a mistake of the client is none of the server';

/** Everything in which answers differ from those of OpenHands on purpose. What only adds fields is not listed. */
const DIFFERENCES: Difference[] = [
  {
    route: 'GET /api/user/*',
    there: '401 with a bare string as body',
    why: ONE_SHAPE,
    ask: ['GET', '/api/user/info'],
    status: 401,
    shape: v0.failure,
  },
  {
    route: 'POST C/start',
    there: 'an unknown conversation: 404 without any words',
    why: ONE_SHAPE,
    ask: ['POST', '/api/conversations/unknown/start', {}],
    status: 404,
    shape: v0.failure,
  },
  {
    route: 'POST C/start, without a body',
    there: '422',
    why: 'every field is optional, so nothing is missing',
    ask: ['POST', '/api/conversations/{id}/start'],
    status: 200,
    shape: v0.conversationResponse,
  },
  {
    route: 'GET /api/conversations, a page_id of another making',
    there: '500',
    why: A_FAULT,
    ask: ['GET', '/api/conversations?page_id=MTA='],
    status: 422,
    shape: v0.failure,
  },
  {
    route: 'GET /api/conversations, any limit',
    there: 'no bounds; a negative one gives pages from the end',
    why: 'a page has to be bounded to be read in bounded time',
    ask: ['GET', '/api/conversations?limit=1001'],
    status: 422,
    shape: v0.failure,
  },
  {
    route: 'GET C/events, limit=0',
    there: '200 with an empty page',
    why: 'whoever pages by it would never end',
    ask: ['GET', '/api/conversations/{id}/events?limit=0'],
    status: 400,
    shape: v0.failure,
  },
  {
    route: 'PATCH C, a title of spaces',
    there: 'stored as an empty title',
    why: 'nobody can click on it',
    ask: ['PATCH', '/api/conversations/{id}', { title: '   ' }],
    status: 422,
    shape: v0.failure,
  },
  {
    route: 'POST C/events, the agent does not run',
    there: '500 as plain text',
    why: 'what a person says is never refused for that: the agent is started',
    ask: ['POST', '/api/conversations/{id}/events', { action: 'message', args: { content: 'Hello again' } }],
    status: 200,
    shape: v0.admitted,
  },
  {
    route: 'GET C/git/changes, no repository',
    there: '200 with an empty list',
    why: 'the web client knows by these words that it has to show its hint about git',
    ask: ['GET', '/api/conversations/{id}/git/changes'],
    status: 404,
    shape: v0.failure.extend({ error: z.literal('Not a git repository') }),
  },
  {
    route: 'GET C/git/diff, outside of any repository',
    there: '500 as plain text',
    why: A_FAULT,
    ask: ['GET', '/api/conversations/{id}/git/diff?path=nowhere'],
    status: 415,
    shape: v0.failure,
  },
  {
    route: 'POST C/submit-feedback, an unknown polarity',
    there: '500 as plain text',
    why: A_FAULT,
    ask: ['POST', '/api/conversations/{id}/submit-feedback', { polarity: 'meh' }],
    status: 422,
    shape: v0.failure,
  },
  {
    route: 'GET C/remember-prompt, an event that is not there',
    there: '500, as for every event: two arguments are swapped',
    why: A_FAULT,
    ask: ['GET', '/api/conversations/{id}/remember-prompt?event_id=0'],
    status: 200,
    shape: v0.rememberPrompt,
  },
  {
    route: 'any of C/security',
    there: 'registered at another path, without credentials, and always 500',
    why: 'nothing is offered, and that is said',
    ask: ['GET', '/api/conversations/{id}/security/policy'],
    status: 404,
    shape: v0.failure,
  },
  {
    route: 'PUT and DELETE /api/secrets/{id}, when there are no secrets',
    there: '200, as if it had been done',
    why: 'it has not been done',
    ask: ['DELETE', '/api/secrets/NOTHING'],
    status: 404,
    shape: v0.failure,
  },
  {
    route: 'POST /api/secrets, any name',
    there: 'stored, and of no use: no shell has such a variable',
    why: 'who types it learns it at once',
    ask: ['POST', '/api/secrets', { name: 'my key', value: 'x' }],
    status: 422,
    shape: v0.failure,
  },
  {
    route: 'POST /api/conversations, a suggested task to write a microagent',
    there: '500 as plain text: it has no prompt',
    why: 'there is a prompt for every kind of task',
    ask: [
      'POST',
      '/api/conversations',
      {
        suggested_task: {
          git_provider: 'github',
          task_type: 'CREATE_MICROAGENT',
          repo: 'acme/app',
          issue_number: 1,
          title: 'x',
        },
      },
    ],
    status: 200,
    shape: v0.conversationResponse,
  },
  {
    route: 'POST /api/conversations, a replay that cannot be read',
    there: '200, and the conversation fails behind it',
    why: 'one that cannot begin leaves nothing behind',
    ask: ['POST', '/api/conversations', { replay_json: '[]' }],
    status: 400,
    shape: v0.failure,
  },
  {
    route: 'GET of anything unknown below /api',
    there: '200 with the page of the web client',
    why: 'a client that is mistaken reads HTML for JSON',
    ask: ['GET', '/api/nothing'],
    status: 404,
    shape: v0.failure.extend({ detail: z.literal('Not Found') }),
  },
];

let rig: V0Rig;
beforeAll(async () => {
  const prompt = turn.text('<update_prompt>Say hello.</update_prompt>');
  rig = await V0Rig.start({
    turns: [turn.when({ lastMessage: 'update_prompt' }, prompt), turn.text('Hello.')],
  });
  await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
});
afterAll(() => rig[Symbol.asyncDispose]());

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('differs from OpenHands on purpose:', () => {
  let id: string;
  beforeAll(async () => {
    id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
  });

  it.each(DIFFERENCES)('$route ($there): $why', async ({ ask: [method, path, body], status, shape }) => {
    await expectAnswer(rig, [method, path.replace('{id}', id), body], status, shape);
  });

  it('keys of MCP servers, in clear there, are not shown: they are keys', async () => {
    const shown = { url: 'https://mcp.example.org/mcp', api_key: 'key-of-mcp-0123' };
    const mcp = { sse_servers: [], stdio_servers: [], shttp_servers: [shown] };
    await expectAnswer(rig, ['POST', '/api/settings', { mcp_config: mcp }], 200, v0.done);
    const { mcp_config: masked } = await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings);
    expect(JSON.stringify(masked)).not.toContain('key-of-mcp-0123');
    // The web client sends back what it was given: that changes nothing.
    await expectAnswer(rig, ['POST', '/api/settings', { mcp_config: masked }], 200, v0.done);
    expect((await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings)).mcp_config).toEqual(masked);
  });

  it('/server_info, open there, needs the key: it tells about the machine', async () => {
    const response = await fetch(`${rig.server.url}/server_info`);
    expect([response.status, v0.failure.parse(await response.json()).code]).toEqual([401, 'unauthorized']);
  });

  it('a socket for an unknown conversation, which makes one there, is refused', async () => {
    const query = { conversation_id: 'unknown', session_api_key: rig.server.key };
    await expect(SocketListener.connect(rig.server.url, query)).rejects.toThrow('Conversation not found');
    expect((await rig.ask('GET', '/api/conversations/unknown')).body).toBeNull();
  });
});
