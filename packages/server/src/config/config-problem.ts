import { CapstanError } from '@capstan/protocol';

/** All that is wrong at once, so that nobody has to start again for each mistake. */
export function configInvalid(problems: readonly string[]): CapstanError {
  const [only] = problems;
  const message =
    problems.length === 1 && only !== undefined
      ? only
      : `${problems.length} settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
  return new CapstanError('config_invalid', message);
}
