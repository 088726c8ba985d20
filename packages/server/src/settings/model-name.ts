import { findProvider, likelyProvider } from '@capstan/llm';

const OPENAI_HOST = 'api.openai.com';

/**
 * The `provider/model` that a name of OpenHands means. A bare name gets the provider that makes such models. `openai/`
 * together with an address elsewhere means a server that speaks chat completions, as most such servers do nothing else.
 */
export function providerModelName(written: string, baseUrl: string | null): string {
  const likely = written.includes('/') ? undefined : likelyProvider(written);
  const name = likely === undefined ? written : `${likely}/${written}`;
  const [provider, ...rest] = name.split('/');
  if (provider?.toLowerCase() !== 'openai' || baseUrl === null || isOpenAi(baseUrl)) return name;
  const model = rest.join('/');
  return likelyProvider(model) === 'openai' ? `openai-chat/${model}` : `openai-compatible/${model}`;
}

/** Whether two names are of one provider, so that a key for one may be used for the other. */
export function sameProvider(one: string, other: string | null): boolean {
  return other !== null && providerOf(one) === providerOf(other);
}

function providerOf(name: string): string {
  const id = name.slice(0, Math.max(0, name.indexOf('/')));
  return findProvider(id)?.id ?? id.toLowerCase();
}

function isOpenAi(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && new URL(baseUrl).hostname === OPENAI_HOST;
}
