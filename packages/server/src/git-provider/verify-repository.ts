import { CapstanError } from '@capstan/protocol';
import type { GitProviderName } from '@capstan/protocol/api';
import type { GitProvider } from './git-provider.ts';

/**
 * Which provider can see a repository: the one that is named, else the first of the others. Rejects with
 * `git_provider_authentication` if none can, and with `git_provider_failed` if none could be asked.
 */
export async function verifyRepository(
  providers: readonly GitProvider[],
  fullName: string,
  named?: GitProviderName,
  signal?: AbortSignal,
): Promise<GitProviderName> {
  const failures: CapstanError[] = [];
  const sees = async (provider: GitProvider): Promise<boolean> => {
    try {
      return (await provider.repository(fullName, signal)) !== undefined;
    } catch (error) {
      if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
      // A name that cannot be one of this provider's is an answer; so is a token that it does not take.
      if (error.code === 'git_provider_failed') failures.push(error);
      return false;
    }
  };

  const first = providers.find(({ name }) => name === named);
  if (first !== undefined && (await sees(first))) return first.name;
  const others = providers.filter((provider) => provider !== first);
  const seen = await Promise.all(others.map(sees));
  const found = others[seen.indexOf(true)];
  if (found !== undefined) return found.name;
  if (failures[0] !== undefined && failures.length === providers.length) throw failures[0];
  throw new CapstanError('git_provider_authentication', `Unable to access repo ${fullName}`);
}
