import { CapstanError } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { GitProvider } from '../../git-provider/git-provider.ts';

/** Whether the last pull request of a conversation is open, or it has none. When nobody can say, it counts as open. */
export async function hasOpenPullRequest(
  { selectedRepository, prNumbers, gitProvider }: Conversation,
  providers: readonly GitProvider[],
): Promise<boolean> {
  const last = prNumbers.at(-1);
  const provider = providers.find(({ name }) => name === gitProvider);
  if (last === undefined || selectedRepository === null || provider === undefined) return true;
  try {
    return await provider.isPullRequestOpen(selectedRepository, last);
  } catch (error) {
    if (CapstanError.is(error)) return true;
    throw error;
  }
}
