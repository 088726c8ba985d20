import type { LocalModelServer } from '../../api/models.ts';
import { ranked } from '../../app/palette/rank.ts';
import type { ComboboxOption } from '../../design/combobox.tsx';

const MOST = 60;
const K = 1_000;
const BINARY_K = 1_024;

export const SERVER_TITLES: Readonly<Record<LocalModelServer['kind'], string>> = {
  ollama: 'Ollama',
  lmstudio: 'LM Studio',
};

/** Tokens, short and as they are advertised: `128k` is 131,072 as well as 128,000. */
export function windowText(tokens: number | null): string {
  if (tokens === null) return '';
  if (tokens < K) return String(tokens);
  return `${Math.round(tokens / (tokens % BINARY_K === 0 ? BINARY_K : K))}k`;
}

/** What is offered for a model that is being written: those of this machine first. */
export function modelOptions(
  typed: string,
  { known, local }: { known: readonly string[]; local: readonly LocalModelServer[] },
): ComboboxOption[] {
  const here = local.flatMap(({ kind, models }) =>
    models.map(({ id, context_window: window }): ComboboxOption => ({
      value: id,
      group: `${SERVER_TITLES[kind]}, on this machine`,
      ...(window === null ? {} : { note: windowText(window) }),
    })),
  );
  const taken = new Set(here.map(({ value }) => value));
  const elsewhere = known
    .filter((value) => !taken.has(value))
    .map((value) => ({ value, group: 'Known models' }));
  const both = [here, elsewhere].flatMap((group) => ranked(group, typed, ({ value }) => value));
  return both.slice(0, MOST);
}

/** `anthropic` of `anthropic/claude-sonnet-4-5`; empty where none is named. */
export function providerOf(model: string): string {
  const at = model.indexOf('/');
  return at === -1 ? '' : model.slice(0, at).toLowerCase();
}

/** Whether models of this provider answer on the machine of the server and take no key. */
export const isLocal = (model: string): boolean => Object.hasOwn(SERVER_TITLES, providerOf(model));
