import { expect, it } from 'vitest';
import { NO_WORDS, wordsAfter, type WordsDelta } from './live-words.ts';

const text = (words: string): WordsDelta => ({ type: 'model-delta', delta: { type: 'text', text: words } });
const call = (toolCallId: string, argumentsDelta: string): WordsDelta => ({
  type: 'model-delta',
  delta: { type: 'tool-call', toolCallId, toolName: 'execute_bash', argumentsDelta },
});
const retry: WordsDelta = {
  type: 'model-retry',
  notice: { attempt: 1, maxAttempts: 4, waitSeconds: 2, reason: 'Overloaded' },
};

it('grows by what comes, several calls side by side', () => {
  const words = [text('Hel'), text('lo'), call('a', '{"com'), call('b', '{'), call('a', 'mand"')].reduce(
    wordsAfter,
    NO_WORDS,
  );
  expect(words.text).toBe('Hello');
  expect(words.calls).toEqual([
    { toolCallId: 'a', toolName: 'execute_bash', arguments: '{"command"' },
    { toolCallId: 'b', toolName: 'execute_bash', arguments: '{' },
  ]);
});

it('begins anew when the model is asked again, and says so until it answers', () => {
  const asked = [text('Half an ans'), retry].reduce(wordsAfter, NO_WORDS);
  expect(asked).toMatchObject({ text: '', calls: [], retry: { reason: 'Overloaded' } });
  expect(wordsAfter(asked, text('Whole'))).toMatchObject({ text: 'Whole', retry: null });
});
