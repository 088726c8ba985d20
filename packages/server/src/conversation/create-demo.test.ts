import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { ConversationApi } from '../../test/support/conversation-api.ts';
import { DEMO_OVER, DEMO_TITLE } from '../demo/demo-turns.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';

let api: ConversationApi;

beforeEach(async () => {
  api = await ConversationApi.start({ turns: [], conversations: { titles: 'model' } });
  Object.assign(api.context.config.llm, { model: null, apiKey: null, baseUrl: null });
});
afterEach(() => api[Symbol.asyncDispose]());

const idOf = (body: unknown): string => z.object({ conversation_id: z.string() }).parse(body).conversation_id;

it('the demo needs no model and no settings, mends a real defect, costs nothing and says what it is', async () => {
  const id = idOf((await api.ask('POST', '/api/conversations', { demo: true })).body);
  await api.rig.untilState(id, 'finished');
  const record = await api.context.storage.conversations.get(id);
  expect(record).toMatchObject({
    title: DEMO_TITLE,
    model: 'demo',
    accumulatedCost: 0,
    settings: { demo: true },
  });
  const outputs = (await api.rig.events(id)).flatMap((event) =>
    event.observation === 'run' ? [event.content] : [],
  );
  expect(outputs[0]).toContain('not ok - the discount is taken off once');
  expect(outputs.at(-1)).toContain('ok - the discount is taken off once');
  expect(outputs.at(-1)).not.toContain('not ok');
  expect(await readFile(join(record?.workspace ?? '', 'basket.sh'), 'utf8')).toContain('done\n  sum=');
  expect(api.rig.model.requestCount).toBe(0);
  expect(await api.ask('GET', `/api/conversations/${id}`)).toMatchObject({
    body: { title: DEMO_TITLE, accumulated_cost: 0 },
  });
});

it('the demo goes on after a restart where it was, and says when it is over', async () => {
  const id = idOf((await api.ask('POST', '/api/conversations', { demo: true })).body);
  // In the middle of it.
  const read = await api.rig.until(
    id,
    (event) => event.observation === 'read' || event.observation === 'edit',
  );
  await api.rig.manager.exit();
  await api.rig.storage.close();
  const { home, model } = api.rig;
  await using again = await ConversationApi.start({ turns: [], home, model });
  await again.rig.untilState(id, 'finished', read.id);
  const said = await again.rig.events(id);
  const edits = said.filter((event) => event.action === 'edit' && event.args.command === 'str_replace');
  expect(edits).toHaveLength(1);
  await again.ask('POST', `/api/conversations/${id}/message`, { message: 'And now?' });
  const last = said.at(-1)?.id ?? 0;
  await again.rig.untilState(id, 'awaiting_user_input', last + 1);
  const after = (await again.rig.events(id)).filter((event) => event.id > last);
  expect(after).toContainEqual(
    expect.objectContaining({
      action: 'message',
      source: 'agent',
      args: expect.objectContaining({ content: DEMO_OVER }),
    }),
  );
});

it('the demo runs whatever agent and model somebody has set, and takes no other task', async () => {
  await api.context.settings.update('ann', () => ({
    ...DEFAULT_SETTINGS,
    agent: 'NoSuchAgent',
    llm_model: 'no-such-provider/x',
  }));
  const id = idOf((await api.ask('POST', '/api/conversations', { demo: true }, 'ann')).body);
  await api.rig.untilState(id, 'finished');
  const mixed = { demo: true, initial_user_msg: 'Hi', repository: 'acme/shop' };
  expect(await api.ask('POST', '/api/conversations', mixed)).toMatchObject({
    status: 422,
    body: { code: 'request_invalid', message: expect.stringContaining('repository, initial_user_msg') },
  });
  const without = await api.ask('POST', '/api/conversations', { demo: false, initial_user_msg: 'Hi' });
  expect(without).toMatchObject({ status: 400, body: { code: 'settings_not_found' } });
});
