import { expect, test } from 'vitest';
import { eventText } from './event-text.ts';

const action = (name: string, args: object, more: object = {}): string =>
  eventText(`action:${name}`, JSON.stringify({ id: 1, action: name, args, ...more }));
const observation = (name: string, content: string, extras: object = {}): string =>
  eventText(`observation:${name}`, JSON.stringify({ id: 1, observation: name, content, extras }));

test.each([
  ['message', { content: 'Hello', image_urls: ['https://image'] }, 'Hello'],
  ['run', { command: 'ls -l', thought: 'look', cwd: '/work', security_risk: 1 }, 'ls -l\nlook'],
  ['edit', { path: '/a.ts', command: 'create', file_text: 'let a', old_str: null }, '/a.ts\nlet a'],
  ['call_tool_mcp', { name: 'find', arguments: { query: 'x', deep: [{ of: 'y' }], count: 3 } }, 'find\nx\ny'],
  [
    'task_tracking',
    { task_list: [{ id: '1', title: 'Test it', status: 'todo', notes: 'all' }] },
    'Test it\nall',
  ],
  ['finish', { final_thought: 'Done', outputs: {} }, 'Done'],
])('the words of action %s', (name, args, text) => {
  expect(action(name, args)).toBe(text);
});

test.each([
  ['run', 'total 0', { command: 'ls -l' }, 'total 0'],
  ['read', 'let a', { path: '/a.ts' }, 'let a\n/a.ts'],
  ['error', 'No such file', { error_id: 'X' }, 'No such file'],
  ['agent_state_changed', '', { agent_state: 'error', reason: 'out of credits' }, 'out of credits'],
  [
    'mcp',
    JSON.stringify({
      content: [
        { type: 'text', text: 'one\ntwo' },
        { type: 'image', data: 'AAAA' },
      ],
    }),
    { name: 'find', arguments: { query: 'x' } },
    'one\ntwo',
  ],
  ['mcp', 'not JSON', {}, 'not JSON'],
])('the words of observation %s', (name, content, extras, text) => {
  expect(observation(name, content, extras)).toBe(text);
});

test('what is no word of anybody is not searched', () => {
  const response = { choices: [{ message: { content: 'raw' } }] };
  const more = {
    tool_call_metadata: { model_response: response },
    model_response: response,
    message: 'derived',
  };
  expect(action('think', { thought: 'hm' }, more)).toBe('hm');
  expect(action('system', { content: 'You are an agent' })).toBe('');
  expect(action('run', { command: 'echo ready', hidden: true })).toBe('');
  expect(observation('think', 'Noted.')).toBe('');
  expect(observation('read', 'data:image/png;base64,iVBORw0KGgo=', { path: '/a.png' })).toBe('/a.png');
});

test('an event of an unknown kind is found by what it says in the usual places', () => {
  const body = JSON.stringify({ action: 'levitate', message: 'Up', content: 'and away', args: { to: 'x' } });
  expect(eventText('opaque', body)).toBe('Up\nand away');
});

test.each(['', '{', '[]', 'null', '"text"', '{"args": 3}', '{"args": {"content": 7}}'])(
  'a body that is none has no words: %s',
  (body) => {
    expect(eventText('action:message', body)).toBe('');
    expect(eventText('opaque', body)).toBe('');
  },
);

test('of a very long text the beginning counts', () => {
  expect(action('message', { content: 'word '.repeat(1_000_000) }).length).toBeLessThanOrEqual(32_768);
});
