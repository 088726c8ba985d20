import type { Settings, SettingsPatch } from '../../api/settings.ts';

/** When the person is asked before an action runs. */
export type ConfirmationChoice = 'never' | 'risky' | 'always';

/** The analyzer that the server knows how to ask: the model itself. */
const MODEL = 'llm';

/** As the server understands it: any other analyzer rates nothing, so that everything is asked about. */
export function confirmationChoice({
  confirmation_mode: asks,
  security_analyzer: analyzer,
}: Pick<Settings, 'confirmation_mode' | 'security_analyzer'>): ConfirmationChoice {
  if (asks !== true) return 'never';
  return analyzer === MODEL ? 'risky' : 'always';
}

export function confirmationPatch(choice: ConfirmationChoice): SettingsPatch {
  if (choice === 'never') return { confirmation_mode: false };
  return { confirmation_mode: true, security_analyzer: choice === 'risky' ? MODEL : null };
}

/** What can be chosen with these analyzers; what is set stays there. */
export function confirmationChoices(
  analyzers: readonly string[],
  now: ConfirmationChoice,
): ConfirmationChoice[] {
  const all: ConfirmationChoice[] = ['never', 'risky', 'always'];
  return all.filter((choice) => choice !== 'risky' || now === 'risky' || analyzers.includes(MODEL));
}
