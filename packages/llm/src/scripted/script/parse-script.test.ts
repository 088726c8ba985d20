import { CapstanError } from '@capstan/protocol';
import { describe, expect, test } from 'vitest';

import { parseScript } from './parse-script.ts';

const FULL = `
by: conversation
atEnd: repeat-last
models: [gpt-5]
usage: { input: 10, output: 5 }
delivery: { chunk: 4, delayMs: 2 }
turns:
  - text: I look.
    reasoning: Hm.
    toolCalls:
      - name: execute_bash
        arguments: { command: ls, list: [1, null, true] }
      - { name: broken, rawArguments: '{"a', id: mine }
    usage: { cacheRead: 3 }
  - fault: { kind: rate-limit, times: 2, retryAfterSeconds: 1 }
  - fault: overloaded
  - text: Then.
    fault: [server-error]
  - when: { toolResult: /Trace(back)?/i }
    text: Broken.
    times: 1
  - fault: [hang, unauthorized]
`;

describe('parseScript', () => {
  test('reads every field', async () => {
    const script = await parseScript(FULL);
    expect(script).toMatchObject({ by: 'conversation', atEnd: 'repeat-last', models: ['gpt-5'] });
    expect(script.delivery).toMatchObject({ chunk: 4, delayMs: 2, pieceBytes: 0 });
    expect(script.rules).toMatchObject([
      { when: { toolResult: '/Trace(back)?/i' }, text: 'Broken.', times: 1 },
    ]);
    expect(script.ordered[0]).toMatchObject({
      text: 'I look.',
      reasoning: { text: 'Hm.' },
      toolCalls: [
        { name: 'execute_bash', arguments: { command: 'ls', list: [1, null, true] } },
        { name: 'broken', rawArguments: '{"a', id: 'mine' },
      ],
    });
  });

  test('moves the faults of turns that say nothing to the turn after', async () => {
    const { ordered } = await parseScript(FULL);
    expect(ordered.map(({ text, fault }) => [text, fault.map(({ kind, times }) => [kind, times])])).toEqual([
      ['I look.', []],
      [
        'Then.',
        [
          ['rate-limit', 2],
          ['overloaded', 1],
          ['server-error', 1],
        ],
      ],
      [
        undefined,
        [
          ['hang', 1],
          ['unauthorized', 'always'],
        ],
      ],
    ]);
  });

  test('reads JSON and a bare list of turns', async () => {
    expect(await parseScript('[{"text": "hi"}]')).toMatchObject({ by: 'history', ordered: [{ text: 'hi' }] });
  });

  test.each([
    ['a misspelt field', 'turns: [{ txt: hi }]', /txt/],
    ['an unknown fault', 'turns: [{ fault: gremlins }]', /fault/],
    [
      'both kinds of arguments',
      'turns: [{ toolCalls: [{ name: a, arguments: {}, rawArguments: x }] }]',
      /either/,
    ],
    ['a pattern that is none', 'turns: [{ when: { toolResult: "/(/" }, text: x }]', /regular expression/],
    ['no turns', 'by: order', /turns/],
    ['no YAML', 'turns: [', /neither YAML nor JSON/],
    ['an empty file', '', /turns|object/],
  ])('says where the mistake is: %s', async (_what, text, words) => {
    const error = await parseScript(text).catch((reason: unknown) => reason);
    expect(CapstanError.is(error) && error.code).toBe('usage');
    expect(error).toMatchObject({ message: expect.stringMatching(words) });
  });
});
