import { CapstanError } from '@capstan/protocol';
import type { ServerLog } from '../operations/server-log.ts';
import { ProviderRefusal } from './connection/provider-refusal.ts';
import type { GitProvider } from './git-provider.ts';

export interface Asking {
  log: ServerLog;
  signal: AbortSignal;
}

type Question<Answer> = (provider: GitProvider, signal: AbortSignal) => Promise<Answer>;

/** What came of asking everybody at once. */
export interface Answers<Answer> {
  answers: Answer[];
  failures: CapstanError[];
}

/**
 * Asks all providers at the same time. Those that fail are logged; what is no expected failure, and a cancellation,
 * ends it.
 */
export async function askProviders<Answer>(
  providers: readonly GitProvider[],
  { log, signal }: Asking,
  question: Question<Answer>,
): Promise<Answers<Answer>> {
  const answers: Answer[] = [];
  const failures: CapstanError[] = [];
  const settled = await Promise.allSettled(providers.map((provider) => question(provider, signal)));
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'fulfilled') {
      answers.push(outcome.value);
      continue;
    }
    const error: unknown = outcome.reason;
    if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
    const fields = { provider: providers[index]?.name, code: error.code };
    // That a repository is at another provider is the rule, not a fault.
    if (isAbsence(error)) log.debug(fields, error.message);
    else log.warn(fields, error.message);
    failures.push(error);
  }
  return { answers, failures };
}

function isAbsence(error: CapstanError): boolean {
  return error.code === 'request_invalid' || (error instanceof ProviderRefusal && error.httpStatus === 404);
}

/** The lists of all that answer, one after another. Rejects with the first failure when nobody does. */
export async function mergedAnswers<Item>(
  providers: readonly GitProvider[],
  asking: Asking,
  question: Question<Item[]>,
): Promise<Item[]> {
  const { answers, failures } = await askProviders(providers, asking, question);
  if (answers.length === 0 && failures[0] !== undefined) throw failures[0];
  return answers.flat();
}
