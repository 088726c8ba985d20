import { describe, expect, test } from 'vitest';

import { peekModel, peekRoleCount, peekTrue } from './peek.ts';

const body = {
  model: 'm-1',
  messages: [
    { role: 'user', content: '{"role":"assistant","stream":true,"model":"x"}' },
    { role: 'assistant', content: '"role":"assistant"' },
    { role: 'user', content: 'assistant' },
    { role: 'assistant', content: 'ü' },
  ],
  stream: true,
  stream_options: { include_usage: false },
};

describe.each([undefined, 1, 4])('a body with indentation %s', (indentation) => {
  const raw = Buffer.from(JSON.stringify(body, null, indentation)).toString('latin1');

  test('is looked at without being misled by texts', () => {
    expect(peekModel(raw)).toBe('m-1');
    expect(peekRoleCount(raw, 'assistant')).toBe(2);
    expect([peekTrue(raw, 'stream'), peekTrue(raw, 'include_usage'), peekTrue(raw, 'store')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
