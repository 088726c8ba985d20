import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { parseEvent, parseEventText } from './parse-event.ts';
import { serializeEvent } from './serialize-event.ts';

const args = (action: string, given: JsonObject) => serializeEvent(parseEvent({ action, args: given })).args;
const wire = (raw: JsonObject) => serializeEvent(parseEvent(raw));

describe('older logs', () => {
  it('timestamp in the args becomes the time of the event unless it has one', () => {
    const timestamp = '2025-11-20T09:14:02';
    expect(wire({ action: 'message', args: { content: 'hi', timestamp } })).toMatchObject({ timestamp });
    const event = wire({ timestamp: '2024', action: 'message', args: { content: 'hi', timestamp } });
    expect(event.timestamp).toBe('2024');
    expect(event.args).not.toHaveProperty('timestamp');
  });

  it('old names of args are taken', () => {
    expect(args('run', { command: 'ls', is_confirmed: 'rejected', keep_prompt: true })).toMatchObject({
      command: 'ls',
      confirmation_state: 'rejected',
    });
    expect(args('run', { command: 'ls', keep_prompt: true })).not.toHaveProperty('keep_prompt');
    expect(args('message', { content: 'look', images_urls: ['data:,'] })).toMatchObject({
      image_urls: ['data:,'],
    });
    expect(args('finish', { task_completed: 'true' })).toEqual({
      final_thought: '',
      outputs: {},
      thought: '',
    });
  });

  it('old names of command results are taken', () => {
    const raw = { observation: 'run', content: 'x', extras: { command: 'ls', exit_code: 2, command_id: 77 } };
    expect(wire(raw).extras).toMatchObject({ metadata: { exit_code: 2, pid: 77, prefix: '' } });
    const texts = { observation: 'run', extras: { command: 'ls', metadata: { exit_code: '3', pid: '-1' } } };
    expect(wire(texts)).toMatchObject({ content: '', extras: { metadata: { exit_code: 3, pid: -1 } } });
  });

  it('editor calls written as Python are merged over the args', () => {
    const code = `print(file_editor(**{'command': 'str_replace', 'path': "/it's", 'old_str': 'a\\n\\u00e9', 'new_str': None, 'insert_line': 4, 'odd': [True, (1.5, {}), ],}))`;
    expect(args('edit', { path: '/x', translated_ipython_code: code })).toMatchObject({
      path: "/it's",
      command: 'str_replace',
      old_str: 'a\né',
      new_str: null,
      insert_line: 4,
      odd: [true, [1.5, {}]],
    });
    expect(args('read', { path: '/x', command: 'view', translated_ipython_code: '' })).not.toHaveProperty(
      'command',
    );
    const broken = `print(file_editor(**{'path': open('/etc')}))`;
    expect(args('edit', { path: '/x', translated_ipython_code: broken })).toMatchObject({ path: '/x' });
  });
});

describe('odd values', () => {
  it('risks that are none count as not stated', () => {
    for (const security_risk of ['HIGH', 7, null, 1.5]) {
      expect(args('run', { command: 'ls', security_risk })).toMatchObject({ security_risk: -1 });
    }
    expect(args('run', { command: 'ls', security_risk: 2 })).toMatchObject({ security_risk: 2 });
  });

  it('null in the envelope counts as absent, 0 does not', () => {
    const nulls = { id: null, timestamp: null, source: null, cause: null, llm_metrics: null, timeout: null };
    expect(Object.keys(wire({ ...nulls, action: 'null' }))).toEqual(['message', 'action', 'args']);
    expect(wire({ id: 0, cause: 0, observation: 'null' })).toMatchObject({
      id: 0,
      cause: 0,
      content: '',
      extras: {},
    });
  });

  it('numbers written as text are read', () => {
    expect(wire({ id: '3', cause: '4', observation: 'null' })).toMatchObject({ id: 3, cause: 4 });
  });

  it('an event with both kinds is an action', () => {
    expect(wire({ action: 'think', observation: 'run', args: { thought: 'x' } })).not.toHaveProperty(
      'observation',
    );
  });

  it('a stored message stays; a missing one is derived', () => {
    expect(wire({ message: 'other words', action: 'think', args: { thought: 'x' } }).message).toBe(
      'other words',
    );
    expect(wire({ action: 'think', args: { thought: 'x' } }).message).toBe('I am thinking...: x');
    expect(wire({ action: 'message', args: { content: null } })).toMatchObject({
      message: '',
      args: { content: '' },
    });
  });

  it('naive times are kept as they are', () => {
    expect(wire({ timestamp: '2025-11-20T09:14:02', action: 'null' }).timestamp).toBe('2025-11-20T09:14:02');
  });
});

describe('what cannot be read', () => {
  it.each<[string, JsonObject]>([
    ['an action of a later version', { id: 5, action: 'teleport', args: { to: 'x' } }],
    ['an action without a class', { id: 5, action: 'start', args: {} }],
    ['a name that objects inherit', { id: 5, action: 'toString' }],
    ['an unknown observation', { id: 5, observation: 'chat', content: '', extras: {} }],
    ['a missing argument', { id: 5, action: 'run', args: {} }],
    ['args that are no object', { id: 5, action: 'run', args: 'ls' }],
    ['an unknown source', { id: 5, source: 'robot', action: 'null', args: {} }],
    [
      'a condensation that forgets in two ways',
      {
        id: 5,
        action: 'condensation',
        args: { forgotten_event_ids: [1], forgotten_events_start_id: 1, forgotten_events_end_id: 2 },
      },
    ],
    [
      'a condensation that forgets in no way',
      { id: 5, action: 'condensation', args: { forgotten_events_start_id: 1 } },
    ],
    [
      'a summary without its place',
      { id: 5, action: 'condensation', args: { forgotten_event_ids: [], summary: '' } },
    ],
    ['no kind', { id: 5, args: {} }],
    ['a reserved key', { id: 5, action: 'null', args: {}, opaque: {} }],
  ])('%s is opaque and passes through', (_, raw) => {
    const event = parseEvent(raw);
    expect(event).toMatchObject({ id: 5, opaque: raw });
    expect(serializeEvent(event)).toEqual(raw);
  });

  it('text that is not JSON is kept', () => {
    const event = parseEventText('{"id": 3, "act');
    expect(event).toMatchObject({ id: -1, opaque: { value: '{"id": 3, "act' } });
    expect(parseEvent(undefined)).toMatchObject({ opaque: { value: 'undefined' } });
  });
});
