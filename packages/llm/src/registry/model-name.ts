import { CapstanError } from '@capstan/protocol';
import type { Provider } from './provider.ts';
import { providerNames, PROVIDERS } from './providers.ts';

export interface NamedModel {
  provider: Provider;
  modelName: string;
}

/** Makers by the way their models are called, for people who leave the provider out. */
const LIKELY: readonly (readonly [RegExp, string])[] = [
  [/^(gpt|o\d|chatgpt|codex)/, 'openai'],
  [/^claude/, 'anthropic'],
  [/^gemini/, 'google'],
  [/^grok/, 'xai'],
  [/^deepseek/, 'deepseek'],
  [/(mistral|devstral|codestral)/, 'mistral'],
];

/** The id of the provider that most likely has a model of this bare name. */
export function likelyProvider(bareName: string): string | undefined {
  return LIKELY.find(([pattern]) => pattern.test(bareName.toLowerCase()))?.[1];
}

export function findProvider(id: string): Provider | undefined {
  const wanted = id.toLowerCase();
  return PROVIDERS.find((each) => each.id === wanted || each.aliases?.includes(wanted) === true);
}

/** Splits `provider/model`. Throws `model_unknown` with the list of providers. */
export function parseModelName(name: string): NamedModel {
  const slash = name.indexOf('/');
  const modelName = name.slice(slash + 1).trim();
  const provider = slash > 0 ? findProvider(name.slice(0, slash).trim()) : undefined;
  if (provider !== undefined && modelName !== '') return { provider, modelName };
  throw new CapstanError('model_unknown', `unknown model '${name}': ${why(name, provider)}`);
}

function why(name: string, provider: Provider | undefined): string {
  if (provider !== undefined) return `the name of the model is missing after '${provider.id}/'`;
  const providers = `providers are ${providerNames().join(', ')}`;
  if (name.includes('/')) return `no provider '${name.slice(0, name.indexOf('/'))}'; ${providers}`;
  const likely = likelyProvider(name);
  const hint = likely === undefined ? '' : `did you mean '${likely}/${name}'? `;
  return `${hint}A model is named provider/model; ${providers}`;
}
