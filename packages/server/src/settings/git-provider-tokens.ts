import { CapstanError } from '@capstan/protocol';
import type { GitProviderName, GitProviderTokens } from '@capstan/protocol/api';
import type { GitProviders } from '../git-provider/git-providers.ts';
import { GIT_PROVIDERS, type ProviderToken, type ProviderTokens, type Secrets } from './secrets.ts';

interface NamedToken {
  name: GitProviderName;
  token: ProviderToken;
}

/**
 * The tokens that a request changes. Without a token in the request, the stored one stays, with the host that is given;
 * an empty host is the public one, none at all leaves it as it is.
 */
export function requestedTokens(
  stored: ProviderTokens,
  requested: GitProviderTokens['provider_tokens'],
): NamedToken[] {
  return GIT_PROVIDERS.flatMap((name): NamedToken[] => {
    const given = requested[name];
    if (given === undefined) return [];
    const before = stored[name];
    const host = given.host === undefined ? (before?.host ?? null) : given.host?.trim() || null;
    const typed = given.token?.trim();
    if (typed) return [{ name, token: { token: typed, host, userId: given.user_id || null } }];
    if (before === undefined || before.host === host) return [];
    return [{ name, token: { ...before, host } }];
  });
}

/**
 * Asks each provider whose token it is. Rejects with `git_provider_authentication` naming those that are not accepted,
 * and with `git_provider_failed` when a provider cannot be asked.
 */
export async function checkTokens(
  tokens: readonly NamedToken[],
  providers: GitProviders,
  signal: AbortSignal,
): Promise<void> {
  const verdicts = await Promise.all(
    tokens.map(async ({ name, token }) => ({
      name,
      failure: await failureOf(providers, name, token, signal),
    })),
  );
  const refused = verdicts.filter(({ failure }) => failure?.code === 'git_provider_authentication');
  if (refused.length > 0) throw invalidTokens(refused.map(({ name }) => name));
  const failed = verdicts.find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) throw failed.failure;
}

async function failureOf(
  providers: GitProviders,
  name: GitProviderName,
  token: ProviderToken,
  signal: AbortSignal,
): Promise<CapstanError | undefined> {
  try {
    await providers.open(name, token)?.user(signal);
    return undefined;
  } catch (error) {
    if (CapstanError.is(error) && error.code !== 'cancelled') return error;
    throw error;
  }
}

function invalidTokens(names: readonly GitProviderName[]): CapstanError {
  const message =
    names.length === 1
      ? `Invalid token. Please make sure it is a valid ${names[0]} token.`
      : `Invalid tokens. Please make sure that these are valid: ${names.join(', ')}.`;
  return new CapstanError('git_provider_authentication', message, {
    remedy: 'Nothing was stored. Make a token at the provider and send it again.',
  });
}

export function withTokens(secrets: Secrets, tokens: readonly NamedToken[]): Secrets {
  const changed = Object.fromEntries(tokens.map(({ name, token }) => [name, token]));
  return { ...secrets, providerTokens: { ...secrets.providerTokens, ...changed } };
}

/** Without the tokens of one provider, or of all when none is named. */
export function withoutTokens(secrets: Secrets, provider: GitProviderName | undefined): Secrets {
  if (provider === undefined) return { ...secrets, providerTokens: {} };
  const { [provider]: _forgotten, ...others } = secrets.providerTokens;
  return { ...secrets, providerTokens: others };
}
