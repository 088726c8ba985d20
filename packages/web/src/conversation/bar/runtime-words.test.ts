import { expect, it } from 'vitest';
import { runtimeWords } from './runtime-words.ts';

it.each([
  ['RUNNING', 'STATUS$READY', 'Sandbox runs'],
  ['RUNNING', 'STATUS$LLM_RETRY', 'Sandbox runs'],
  ['RUNNING', 'STATUS$ERROR_RUNTIME_DISCONNECTED', 'Sandbox is gone'],
  ['STARTING', null, 'Sandbox starts'],
  ['STOPPED', null, 'No sandbox runs'],
  ['ERROR', 'STATUS$LLM_RETRY', 'No sandbox runs'],
] as const)('%s with %s: %s', (status, runtime, words) => {
  expect(runtimeWords(status, runtime)).toBe(words);
});
