import { expect, it } from 'vitest';
import { confirmationChoice, confirmationChoices, confirmationPatch } from './confirmation-choice.ts';

it('what is chosen is what is shown afterwards', () => {
  for (const choice of ['never', 'risky', 'always'] as const) {
    const stored = { confirmation_mode: null, security_analyzer: null, ...confirmationPatch(choice) };
    expect(confirmationChoice(stored)).toBe(choice);
  }
});

it('an analyzer that is not known leaves everything to be asked about', () => {
  expect(confirmationChoice({ confirmation_mode: true, security_analyzer: 'invariant' })).toBe('always');
  expect(confirmationChoice({ confirmation_mode: null, security_analyzer: 'llm' })).toBe('never');
});

it('risk is offered where something rates it, or is set already', () => {
  expect(confirmationChoices(['llm'], 'never')).toEqual(['never', 'risky', 'always']);
  expect(confirmationChoices([], 'never')).toEqual(['never', 'always']);
  expect(confirmationChoices([], 'risky')).toContain('risky');
});
