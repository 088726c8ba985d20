import { expect, test } from 'vitest';
import { writtenCall } from './written-call.ts';

const call = (toolName: string, json: string) => writtenCall({ toolCallId: 'a', toolName, arguments: json });

test('a command appears as it is written', () => {
  expect(call('execute_bash', '{"command": "npm te')).toMatchObject({ icon: 'command', code: 'npm te' });
  expect(call('execute_bash', '')).toMatchObject({ icon: 'command', code: '' });
});

test('an edit says which file, and shows its text', () => {
  expect(call('str_replace_editor', '{"command":"create","path":"/a/b.py","file_text":"import')).toEqual({
    icon: 'create',
    verb: 'Writing',
    object: '/a/b.py',
    code: 'import',
    language: 'py',
  });
  expect(call('str_replace_editor', '{"command":"view","path":"/a')).toMatchObject({
    icon: 'read',
    object: '/a',
  });
});

test('of a tool that is not known its name is said', () => {
  expect(call('tracker_search', '{"query":"x"}')).toMatchObject({ icon: 'tool', object: 'tracker_search' });
});
