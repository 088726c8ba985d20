import { expect, it } from 'vitest';
import type { StreamPart } from '../stream-part.ts';
import { ChatToolCalls } from './chat-tool-calls.ts';

function read(...deltas: object[]): { name: string; arguments: string; id: string }[] {
  const parts: StreamPart[] = [];
  const calls = new ChatToolCalls((part) => parts.push(part));
  for (const delta of deltas) calls.push([delta]);
  expect(calls.end().nameless).toBe(false);
  return parts
    .filter((part) => part.type === 'tool-call')
    .map((part) => ({ name: part.toolName, arguments: part.arguments, id: part.toolCallId }));
}

const made = (name: string, args: string, id: unknown = expect.stringMatching(/^call_/)) => ({
  name,
  arguments: args,
  id,
});

it('puts pieces together by index', () => {
  const calls = read(
    { index: 0, id: 'a', function: { name: 'x', arguments: '' } },
    { index: 1, id: 'b', function: { name: 'y', arguments: '{"p"' } },
    { index: 0, function: { arguments: '{}' } },
    { index: 1, function: { arguments: ':1}' } },
  );
  expect(calls).toEqual([made('x', '{}', 'a'), made('y', '{"p":1}', 'b')]);
});

it('takes a server that gives every call the index 0', () => {
  const calls = read(
    { index: 0, id: 'a', function: { name: 'x', arguments: '{}' } },
    { index: 0, id: 'b', function: { name: 'x', arguments: '{"p":1}' } },
  );
  expect(calls).toEqual([made('x', '{}', 'a'), made('x', '{"p":1}', 'b')]);
});

it('takes calls without index and without id', () => {
  const calls = read(
    { function: { name: 'x', arguments: '{}' } },
    { function: { name: 'y', arguments: { p: 1 } } },
  );
  expect(calls).toEqual([made('x', '{}'), made('y', '{"p":1}')]);
  expect(new Set(calls.map((call) => call.id)).size).toBe(2);
});

it('takes a name that comes after the arguments have begun, and one that is repeated', () => {
  const calls = read(
    { index: 0, id: 'a', function: { arguments: '{"p"' } },
    { index: 0, id: 'a', function: { name: 'x', arguments: ':' } },
    { index: 0, id: 'a', function: { name: 'x', arguments: '1}' } },
  );
  expect(calls).toEqual([made('x', '{"p":1}', 'a')]);
});

it('gives the second of two equal ids another one', () => {
  const calls = read(
    { index: 0, id: 'a', function: { name: 'x', arguments: '{}' } },
    { index: 1, id: 'a', function: { name: 'x', arguments: '{}' } },
  );
  expect(calls.map((call) => call.id)).toEqual(['a', expect.stringMatching(/^call_/)]);
});
