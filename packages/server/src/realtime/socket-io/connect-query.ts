import { CapstanError } from '@capstan/protocol';
import { GIT_PROVIDERS, type GitProviderName } from '../../settings/secrets.ts';

/** What a client says in the query of its connection. */
export interface ConnectQuery {
  conversationId: string | undefined;
  /** The last event that it has; -1 for none. */
  latestEventId: number;
  sessionApiKey: string | undefined;
  /** As given, to be checked once it is known who asks. */
  providers: readonly string[];
}

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** Never throws: what cannot be read counts as left out. */
export function connectQuery(given: Given): ConnectQuery {
  const latest = first(given['latest_event_id'])?.trim() ?? '';
  return {
    conversationId: first(given['conversation_id']),
    latestEventId: /^\d{1,15}$/.test(latest) ? Number(latest) : -1,
    sessionApiKey: first(given['session_api_key']),
    providers: [given['providers_set'] ?? []]
      .flat()
      .flatMap((text) => text.split(','))
      .map((name) => name.trim())
      .filter((name) => !isNothing(name)),
  };
}

/** Throws `request_invalid` for a name that is none. */
export function gitProviders(names: readonly string[]): GitProviderName[] {
  return names.map((name) => {
    const known = GIT_PROVIDERS.find((provider) => provider === name);
    if (known === undefined) {
      throw new CapstanError('request_invalid', `providers_set names an unknown git provider: ${name}`);
    }
    return known;
  });
}

const first = (value: string | string[] | undefined): string | undefined => {
  const text = Array.isArray(value) ? value[0] : value;
  return text === undefined || isNothing(text) ? undefined : text;
};

/** The web client of OpenHands writes what it has no value for as these words. */
const isNothing = (text: string): boolean => text === '' || text === 'null' || text === 'undefined';
