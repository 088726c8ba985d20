import { describe, expect, test } from 'vitest';

import { unreadView } from '../prompt/prompt-view.ts';
import { fillText, fillValue, isTemplate, TemplateError } from './template.ts';

const view = { ...unreadView('m1'), lastToolResult: 'started\npid 4711 of a/b', firstMessage: 'Do it.' };
const fill = (text: string): string => fillText(text, view, 3);

describe('templates', () => {
  test.each([
    ['{{ firstMessage }} {{model}} {{ turn }}', 'Do it. m1 3'],
    ['kill {{ toolResult /pid (\\d+)/ }}', 'kill 4711'],
    ['{{ toolResult /PID \\d+/i }}', 'pid 4711'],
    ['{{ toolResult /of (a\\/b)/ }}', 'a/b'],
    ['{{ toolResult /port (\\d+)/ ?? 80 }}', '80'],
    ['{{ toolResult /port (\\d+)/ ?? }}.', '.'],
    [
      'style={{ color: 1 }} ${{ github.sha }} {{.Go}} {{',
      'style={{ color: 1 }} ${{ github.sha }} {{.Go}} {{',
    ],
  ])('%s', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  test('what is inserted is not filled again', () => {
    expect(fillText('{{ toolResult }}', { ...view, lastToolResult: '{{ model }} $& $1' }, 1)).toBe(
      '{{ model }} $& $1',
    );
  });

  test('fills every text inside of a value, and no key', () => {
    const value = { '{{ model }}': ['{{ model }}', 1, null, { deep: '{{ turn }}' }] };
    expect(fillValue(value, view, 3)).toEqual({ '{{ model }}': ['m1', 1, null, { deep: '3' }] });
  });

  test('what is not there, without a default, is an error', () => {
    expect(() => fill('{{ toolResult /port (\\d+)/ }}')).toThrow(TemplateError);
    expect(() => fillText('{{ toolResult }}', unreadView('m'), 1)).toThrow(TemplateError);
  });

  test('knows a template wherever it is', () => {
    expect(isTemplate([{ arguments: { a: ['x {{ toolResult /"(\\d)"/ }}'] } }])).toBe(true);
    expect(isTemplate([{ arguments: { a: ['{{ color }}'] } }])).toBe(false);
  });
});
