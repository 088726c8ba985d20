import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { script, startScriptedModel, turn } from '@capstan/llm/scripted';
import { capstan, temporaryFolder } from './support/capstan-process.ts';
import { expectSoundLog, storedLog } from './support/stored-log.ts';

const KEY = { OPENAI_COMPATIBLE_API_KEY: 'test' };

/** A conversation as OpenHands leaves it: a gap, a file that is cut off, a kind that we do not know. */
async function foreignConversation(root: string): Promise<void> {
  const folder = join(root, 'sessions', 'abc', 'events');
  await mkdir(folder, { recursive: true });
  const response = {
    id: 'chatcmpl-1',
    model: 'acme/x',
    object: 'chat.completion',
    created: 1763630040,
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls',
        message: {
          role: 'assistant',
          content: 'Looking.',
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'execute_bash', arguments: '{"command": "ls"}' },
            },
          ],
        },
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
  };
  const metadata = {
    function_name: 'execute_bash',
    tool_call_id: 'call_1',
    model_response: response,
    total_calls_in_response: 1,
  };
  const events: Record<number, unknown> = {
    0: { source: 'agent', action: 'system', args: { content: 'You work.' } },
    1: { source: 'user', action: 'message', args: { content: 'Look around' } },
    2: {
      source: 'environment',
      observation: 'agent_state_changed',
      content: '',
      extras: { agent_state: 'running' },
    },
    5: { source: 'agent', action: 'run', tool_call_metadata: metadata, args: { command: 'ls' } },
    6: {
      source: 'agent',
      cause: 5,
      observation: 'run',
      content: 'a.txt',
      tool_call_metadata: metadata,
      extras: { command: 'ls' },
    },
    7: { source: 'agent', action: 'teleport', args: {} },
    9: {
      source: 'environment',
      observation: 'agent_state_changed',
      content: '',
      extras: { agent_state: 'stopped' },
    },
  };
  for (const [id, event] of Object.entries(events)) {
    const stamp = { id: Number(id), timestamp: `2025-11-20T09:14:0${id}.000001` };
    await writeFile(join(folder, `${id}.json`), JSON.stringify({ ...stamp, ...(event as object) }));
  }
  await writeFile(join(folder, '8.json'), '{"id": 8, "timest');
}

it('a conversation of OpenHands is taken over, goes on here, and goes back', async () => {
  await using home = await temporaryFolder();
  const theirs = join(home.path, 'theirs');
  await foreignConversation(theirs);
  const taken = await capstan(['import', theirs, 'abc', '--workspace', home.path], { home: home.path });
  expect(taken).toMatchObject({ exitCode: 0, stderr: '' });
  expect(taken.stdout).toContain('8 events, 2 of them kept unread');

  await using server = await startScriptedModel({
    script: script([turn.call('finish', { message: 'Seen.' })], { by: 'order' }),
  });
  const model = ['--model', 'openai-compatible/x', '--base-url', server.baseUrls['openai-chat']];
  const args = ['run', 'go on', '--resume', 'abc', '--runtime', 'cli', '--json', ...model];
  const run = await capstan(args, { home: home.path, env: KEY });
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(server.requests.flatMap((request) => request.problems)).toEqual([]);
  expect(JSON.stringify(server.requests[0]?.body)).toContain('a.txt');
  const { events } = await expectSoundLog(home.path, run);

  const back = join(home.path, 'back');
  const given = await capstan(['export', 'abc', back], { home: home.path });
  expect(given).toMatchObject({ exitCode: 0, stderr: '' });
  const names = await readdir(join(back, 'sessions', 'abc', 'events'));
  expect(names).toHaveLength(events.length - 2);
  const finish = await readFile(join(back, 'sessions', 'abc', 'events', `${events.length - 2}.json`), 'utf8');
  expect(JSON.parse(finish)).toMatchObject({ action: 'finish', args: { final_thought: 'Seen.' } });
});

it('what is not there is said', async () => {
  await using home = await temporaryFolder();
  const taken = await capstan(['import', home.path, 'nobody'], { home: home.path });
  expect(taken.exitCode).toBe(2);
  expect(taken.stderr).toMatch(/^capstan: There is no conversation nobody in .*\n {2}→ /);
  const given = await capstan(['export', 'nobody', home.path], { home: home.path });
  expect(given.exitCode).toBe(2);
  await expect(storedLog(home.path)).rejects.toThrow(/conversation/);
});
