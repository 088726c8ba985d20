/** A secret as it is written in the form. */
export interface SecretDraft {
  name: string;
  value: string;
  description: string;
}

export type SecretDraftErrors = Partial<Record<keyof SecretDraft, string>>;

const LONGEST_NAME = 200;
const LONGEST_VALUE = 65_536;

export interface SecretContext {
  /** Names of all others. */
  taken: readonly string[];
  /** Whether the value may stay empty, which keeps the one that is stored. */
  keepsValue: boolean;
}

/** What is wrong with it, by field; null when nothing is. */
export function secretErrors(
  { name, value }: SecretDraft,
  { taken, keepsValue }: SecretContext,
): SecretDraftErrors | null {
  const errors: SecretDraftErrors = {};
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name === '__proto__' || name.length > LONGEST_NAME) {
    errors.name = 'Use letters, digits and _, without a digit at the start.';
  } else if (taken.includes(name)) {
    errors.name = 'There is a secret of this name already.';
  }
  if (value === '' && !keepsValue) errors.value = 'Write the value.';
  else if (value.length > LONGEST_VALUE) errors.value = 'It is too long for a variable of a command.';
  else if (value.includes('\0')) errors.value = 'The character NUL cannot be part of it.';
  return Object.keys(errors).length === 0 ? null : errors;
}
