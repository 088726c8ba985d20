import {
  messageOf,
  parseEvent,
  serializeEvent,
  type Event,
  type JsonObject,
  type JsonValue,
} from '@capstan/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDraft } from '../../test/arbitrary-draft.ts';
import { SecretRedactor } from './secret-redactor.ts';
import { SECRET_MARK } from './secret-text.ts';

const redactor = (...secrets: string[]) => new SecretRedactor(Object.fromEntries(secrets.entries()));
const masked = (raw: JsonObject, ...secrets: string[]) =>
  serializeEvent(redactor(...secrets).event(parseEvent(raw)));

/** What is left of a text between the marks. */
const remains = (text: string): string[] => text.split(SECRET_MARK);

function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

describe('text', () => {
  it.each<[string, string[], string, string]>([
    ['every occurrence', ['abc'], 'abc-abc', `${SECRET_MARK}-${SECRET_MARK}`],
    ['the longest of two that begin alike', ['ab', 'abcd'], 'abcd', SECRET_MARK],
    ['both of two that overlap', ['abc', 'bcdefg'], 'xabcdefgx', `x${SECRET_MARK}x`],
    ['a secret inside another', ['b', 'abc'], 'abc b', `${SECRET_MARK} ${SECRET_MARK}`],
    ['a secret that repeats into itself', ['aa'], 'aaax', `${SECRET_MARK}x`],
    ['a secret without the line end it was given with', ['abc\n'], 'abc!', `${SECRET_MARK}!`],
    ['a secret inside JSON text', ['a"b\nc'], JSON.stringify({ k: 'a"b\nc' }), `{"k":"${SECRET_MARK}"}`],
    ['nothing for empty and blank secrets', ['', '  ', '\n'], 'a b\nc', 'a b\nc'],
    ['a secret that looks like a pattern', ['a.*$&'], 'x a.*$& y', `x ${SECRET_MARK} y`],
  ])('hides %s', (_, secrets, text, expected) => {
    expect(redactor(...secrets).text(text)).toBe(expected);
  });

  it('holds no secret any more', () => {
    const secret = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', ' ', '"', '\n'),
      minLength: 1,
      maxLength: 4,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '"', '\n', '\\'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 4 }), text, (secrets, given) => {
        for (const part of remains(redactor(...secrets).text(given))) {
          for (const one of secrets) if (one.trim() !== '') expect(part.includes(one)).toBe(false);
        }
      }),
    );
  });
});

describe('secrets', () => {
  it('are added, merged and replaced', () => {
    const own = new SecretRedactor({ A: 'aaa' });
    own.add('B', 'bbb');
    own.merge({ C: 'ccc', A: 'xxx' });
    expect(own.text('aaa bbb ccc xxx')).toBe(`aaa ${SECRET_MARK} ${SECRET_MARK} ${SECRET_MARK}`);
    own.replace({ D: 'ddd' });
    expect(own.text('bbb ddd')).toBe(`bbb ${SECRET_MARK}`);
  });
});

describe('events', () => {
  it('are masked in lists, nested values, the message, and the JSON text of tool calls', () => {
    const call = {
      id: 'c',
      type: 'function',
      function: { name: 'execute_bash', arguments: '{"command":"s3\\"cret"}' },
    };
    const event = masked(
      {
        id: 1,
        action: 'call_tool_mcp',
        tool_call_metadata: {
          function_name: 'execute_bash',
          tool_call_id: 'c',
          model_response: { id: 'r', choices: [{ message: { role: 'assistant', tool_calls: [call] } }] },
          total_calls_in_response: 1,
        },
        args: { name: 'x', arguments: { list: [{ deep: 's3"cret' }], 's3"cret': 1 } },
      },
      's3"cret',
    );
    const json = JSON.stringify(event);
    expect(json).not.toContain('cret"');
    expect(json.split(SECRET_MARK)).toHaveLength(6);
    expect(event.message).toContain(SECRET_MARK);
    expect(event).toMatchObject({ args: { arguments: { list: [{ deep: SECRET_MARK }], [SECRET_MARK]: 1 } } });
  });

  it('keep what identifies them and what must be one of a few words', () => {
    const raw: JsonObject = {
      id: 1,
      timestamp: '2026-03-04T00:00:00Z',
      source: 'agent',
      message: '',
      cause: 0,
      action: 'edit',
      args: { path: '/2026', command: 'create', confirmation_state: 'confirmed', impl_source: 'oh_aci' },
    };
    const words = [
      'agent',
      'edit',
      'create',
      'confirmed',
      'oh_aci',
      '2026',
      'confirmation_state',
      '0',
      'path',
    ];
    expect(masked(raw, ...words)).toMatchObject({
      ...raw,
      args: { ...(raw.args as JsonObject), path: `/${SECRET_MARK}` },
    });
    const tasks = {
      id: 1,
      observation: 'task_tracking',
      extras: { task_list: [{ title: 'todo', status: 'todo' }] },
    };
    expect(masked(tasks, 'todo')).toMatchObject({
      extras: { task_list: [{ title: SECRET_MARK, status: 'todo' }] },
    });
  });

  it('that cannot be read are masked too', () => {
    expect(masked({ id: 4, action: 'later', args: { a: ['key'] } }, 'key')).toEqual({
      id: 4,
      action: 'later',
      args: { a: [SECRET_MARK] },
    });
  });

  it('that hold no secret are not copied', () => {
    const event = parseEvent({ id: 1, action: 'run', args: { command: 'ls' } });
    expect(redactor('zzz').event(event)).toBe(event);
    expect(redactor('').event(event)).toBe(event);
  });

  it('stay readable and of their kind, with no secret in their content, whatever the secrets are', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'agent',
        'run',
        'confirmed',
        'message',
        'name',
        'title',
        'content',
        'status',
        'e',
        '1',
        'data',
      ),
      fc.string({ minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(arbitraryDraft, fc.array(word, { maxLength: 3 }), (draft, secrets) => {
        const event: Event = {
          ...draft,
          id: 1,
          timestamp: '',
          source: 'agent',
          message: messageOf(draft),
          cause: 0,
        };
        const before = structuredClone(event);
        const hidden = redactor(...secrets).event(event);
        expect(event).toEqual(before);
        const again = parseEvent(JSON.parse(JSON.stringify(serializeEvent(hidden))));
        expect(again).toMatchObject({ id: 1, source: 'agent', cause: 0 });
        expect([again.action, again.observation]).toEqual([draft.action, draft.observation]);
        const wire = serializeEvent(hidden);
        for (const text of [...textsIn(wire.message), ...textsIn(wire.content)].flatMap(remains)) {
          for (const secret of secrets) if (secret.trim() !== '') expect(text.includes(secret)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
