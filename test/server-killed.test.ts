import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { script, startScriptedModel, turn, type TurnInput } from '@capstan/llm/scripted';
import { parseEvent, type Event } from '@capstan/protocol';
import * as z from 'zod';
import { temporaryFolder } from './support/capstan-process.ts';
import { requires } from './support/requirement.ts';
import { ServerProcess } from './support/server-process.ts';

const CONVERSATIONS = 20;
const STEPS = 6;

/** Where a conversation is when its server dies, unless it is not that far yet: it goes on when it finds a file. */
const GATE = 2;

/** Each step leaves one line behind: run twice it would leave two. */
const turns: TurnInput[] = [
  ...Array.from({ length: STEPS }, (_, index) => {
    const wait = index === GATE ? 'until [ -e go ]; do echo -n .; sleep 0.1; done; ' : '';
    const command = `${wait}echo step-${index} | tee -a steps.txt`;
    return turn.call('execute_bash', { command, security_risk: 'LOW' });
  }),
  turn.call('finish', { message: 'All steps are done.' }),
];

const created = z.object({ conversation_id: z.string() });
const page = z.object({ events: z.array(z.unknown()), has_more: z.boolean() });

async function eventsOf(server: ServerProcess, id: string): Promise<Event[]> {
  const { events, has_more: more } = page.parse(
    await server.json(`/api/conversations/${id}/events?limit=100`),
  );
  expect(more).toBe(false);
  return events.map(parseEvent);
}

/** Resolves with the log of a conversation once its agent has ended, over the stream of the server. */
async function ended(server: ServerProcess, id: string): Promise<Event[]> {
  const abort = new AbortController();
  const response = await server.request(`/api/conversations/${id}/events/stream?after=-1&deltas=false`, {
    signal: abort.signal,
  });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/"agent_state":"(finished|error|stopped)"/.test(text)) break;
  }
  abort.abort();
  return eventsOf(server, id);
}

const unhurt = [
  'agent system',
  'user message',
  'environment agent_state_changed',
  ...Array.from({ length: 2 * STEPS }, () => 'agent run'),
  'agent finish',
  'environment agent_state_changed',
].map((line, id) => `${id} ${line}`);

const outline = (events: readonly Event[]): string[] =>
  events.map(({ id, source, action, observation }) => `${id} ${source} ${action ?? observation}`);

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('a server that is killed while twenty conversations run', () => {
  it('goes on with all of them, nothing lost and nothing run twice', async () => {
    await using folder = await temporaryFolder();
    const home = folder.path;
    await using model = await startScriptedModel({ script: script(turns) });
    const options = {
      home,
      args: ['--max-concurrent', String(CONVERSATIONS), '--log-level', 'warn'],
      env: {
        LLM_MODEL: 'openai-compatible/scripted',
        LLM_BASE_URL: model.baseUrls['openai-chat'],
        LLM_API_KEY: 'none',
        CAPSTAN_TITLES: 'message',
      },
    };
    const first = await ServerProcess.start(options);
    const ids: string[] = [];
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      const answer = await first.json('/api/conversations', { initial_user_msg: `Task ${index}` });
      ids.push(created.parse(answer).conversation_id);
    }
    const acknowledged = await Promise.all(ids.map((id) => eventsOf(first, id)));
    await first.end('SIGKILL');
    for (const log of acknowledged) expect(log.length).toBeLessThan(unhurt.length);
    const workspaces = ids.map((id) => join(home, 'capstan', 'workspaces', id));
    await Promise.all(workspaces.map((workspace) => writeFile(join(workspace, 'go'), '')));

    await using second = await ServerProcess.start(options);
    const logs = await Promise.all(ids.map((id) => ended(second, id)));
    for (const [index, log] of logs.entries()) {
      const before = acknowledged[index] ?? [];
      expect(log.slice(0, before.length).map((event) => event.timestamp)).toEqual(
        before.map((event) => event.timestamp),
      );
      expect(outline(log), `conversation ${index}`).toEqual(unhurt);
      expect(await readFile(join(workspaces[index] ?? '', 'steps.txt'), 'utf8')).toBe(
        Array.from({ length: STEPS }, (_, step) => `step-${step}\n`).join(''),
      );
    }
  }, 180_000);
});
