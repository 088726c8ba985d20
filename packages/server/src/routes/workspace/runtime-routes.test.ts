import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { ConversationApi } from '../../../test/support/conversation-api.ts';

const created = z.object({ conversation_id: z.string() });
const DONE = turn.text('It is served.');
const SERVE =
  `node -e 'const s = require("http").createServer((_, r) => r.end("served"));` +
  ` s.listen(0, "127.0.0.1", () => require("fs").writeFileSync("port", s.address().port + ""))' > /dev/null 2>&1 &` +
  ' until [ -s port ]; do sleep 0.05; done';

async function begun(api: ConversationApi): Promise<string> {
  const { body } = await api.ask('POST', '/api/conversations', { initial_user_msg: 'Serve it' });
  const id = created.parse(body).conversation_id;
  await api.rig.untilState(id, 'awaiting_user_input');
  return id;
}

it('tells where what the agent serves is reached, and nothing once the conversation has been stopped', async () => {
  await using api = await ConversationApi.start({
    turns: [turn.call('execute_bash', { command: SERVE, security_risk: 'LOW' }), DONE],
  });
  const id = await begun(api);
  const port = Number(readFileSync(join(api.rig.home, 'workspaces', id, 'port'), 'utf8'));
  const hosts = (): ReturnType<typeof api.ask> => api.ask('GET', `/api/conversations/${id}/web-hosts`);
  await expect.poll(hosts).toEqual({ status: 200, body: { hosts: { [`http://127.0.0.1:${port}`]: port } } });
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('served');

  await api.rig.manager.closeSession(id);
  expect(await hosts()).toEqual({ status: 200, body: { hosts: {} } });
  expect(await api.rig.manager.isAgentLoopRunning(id)).toBe(false);
});

it('tells nothing of what others of this machine serve', async () => {
  const foreign = createServer().listen(0, '127.0.0.1');
  await using api = await ConversationApi.start({ turns: [DONE] });
  const id = await begun(api);
  const answer = await api.ask('GET', `/api/conversations/${id}/web-hosts`);
  foreign.close();
  expect(answer).toEqual({ status: 200, body: { hosts: {} } });
});
