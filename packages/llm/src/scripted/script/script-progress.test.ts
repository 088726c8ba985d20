import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { PromptMessage } from '../prompt/prompt.ts';
import { viewsThrough } from '../prompt/prompt-view.ts';
import { script, turn } from './script-builder.ts';
import { type Asked, ScriptProgress } from './script-progress.ts';

const said = (role: 'user' | 'assistant', text: string): PromptMessage => ({
  role,
  path: '',
  parts: [{ type: 'text', text, path: '' }],
});
const toolResult = (text: string): PromptMessage => ({
  role: 'tool',
  path: '',
  parts: [{ type: 'tool-result', id: 'x', text, path: '' }],
});

function asked(messages: PromptMessage[], model = 'm', conversation = ''): Asked {
  const views = [...viewsThrough({ model, messages })];
  return { conversation, views: () => views, assistantTurns: () => views.length - 1 };
}

/** What is said, or which fault strikes, or that the script is at its end. */
function next(progress: ScriptProgress, request: Asked): string {
  const step = progress.take(request);
  return step === undefined ? 'end' : (step.fault?.kind ?? step.turn.text ?? '');
}

describe('by history', () => {
  const progress = new ScriptProgress(script([turn.text('a'), turn.text('b', { times: 2 }), turn.text('c')]));

  test('the same request gets the same answer, in any order', () => {
    const history = [said('user', '1')];
    const requests = ['a', 'b', 'b', 'c', 'end'].map((answer) => {
      const request = asked([...history]);
      history.push(said('assistant', answer), said('user', '…'));
      return { request, answer };
    });
    for (const { request, answer } of [...requests, ...requests.toReversed()]) {
      expect(next(progress, request)).toBe(answer);
    }
  });

  test('a fault strikes as often as it says, though the history stays', () => {
    const faulty = new ScriptProgress(
      script([turn.fault('rate-limit', { times: 2 }), turn.text('a'), turn.fault('hang')]),
    );
    const request = asked([said('user', '1')]);
    expect([1, 2, 3, 4].map(() => next(faulty, request))).toEqual(['rate-limit', 'rate-limit', 'a', 'a']);
    const after = asked([said('user', '1'), said('assistant', 'a'), said('user', '2')]);
    expect([1, 2, 3].map(() => next(faulty, after))).toEqual(['hang', 'hang', 'hang']);
  });
});

describe('turns with a condition', () => {
  const rules = [
    turn.when({ toolResult: 'Traceback' }, turn.text('mend', { times: 1 })),
    turn.when({ lastMessage: '/^stop/i' }, turn.text('stopped')),
    turn.when({ model: 'mini' }, turn.text('small')),
    turn.when({ toolResults: 3 }, turn.text('third')),
  ];
  const SCRIPT = script([...rules, turn.text('a'), turn.text('b'), turn.text('c')]);

  test('step in without taking a place in the order', () => {
    const progress = new ScriptProgress(SCRIPT);
    const history = [said('user', 'go')];
    const answers: string[] = [];
    const inputs = ['x', 'Traceback!', 'Traceback!', 'y', 'Stop it'];
    for (const input of inputs) {
      const answer = next(progress, asked(history));
      answers.push(answer);
      history.push(said('assistant', answer), input === 'Stop it' ? said('user', input) : toolResult(input));
    }
    answers.push(next(progress, asked(history)));
    expect(answers).toEqual(['a', 'b', 'mend', 'third', 'c', 'stopped']);
  });

  test('see the model', () => {
    expect(next(new ScriptProgress(SCRIPT), asked([said('user', 'go')], 'gpt-5-mini'))).toBe('small');
  });

  test('history and count agree on every conversation', () => {
    const input = fc.constantFrom('x', 'Traceback', 'stop', 'y');
    fc.assert(
      fc.property(fc.array(fc.tuple(input, fc.boolean()), { maxLength: 12 }), (inputs) => {
        const counted = new ScriptProgress({ ...SCRIPT, by: 'order', atEnd: 'start-over' });
        const stateless = new ScriptProgress({ ...SCRIPT, atEnd: 'start-over' });
        const history = [said('user', 'go')];
        for (const [text, byTool] of inputs) {
          const answer = next(counted, asked(history));
          expect(next(stateless, asked(history))).toBe(answer);
          expect(next(stateless, asked(history))).toBe(answer);
          history.push(said('assistant', answer), byTool ? toolResult(text) : said('user', text));
        }
      }),
    );
  });
});

describe('by order and by conversation', () => {
  const turns = [turn.text('a', { fault: 'overloaded' }), turn.text('b')];

  test('order counts the answers of the whole server, and not the faults', () => {
    const progress = new ScriptProgress(script(turns, { by: 'order' }));
    const request = asked([said('user', 'same')]);
    expect([1, 2, 3, 4].map(() => next(progress, request))).toEqual(['overloaded', 'a', 'b', 'end']);
  });

  test('conversation counts in each', () => {
    const progress = new ScriptProgress(script(turns, { by: 'conversation' }));
    const ask = (conversation: string) => next(progress, asked([said('user', 'x')], 'm', conversation));
    expect(['1', '2', '1', '1', '2', '2'].map(ask)).toEqual(['overloaded', 'overloaded', 'a', 'b', 'a', 'b']);
  });

  test.each([
    ['refuse', ['a', 'b', 'end', 'end', 'end']],
    ['repeat-last', ['a', 'b', 'b', 'b', 'b']],
    ['start-over', ['a', 'b', 'a', 'b', 'a']],
  ] as const)('at the end: %s', (atEnd, answers) => {
    const progress = new ScriptProgress(script([turn.text('a'), turn.text('b')], { by: 'order', atEnd }));
    expect(answers.map(() => next(progress, asked([said('user', 'x')])))).toEqual(answers);
  });
});
