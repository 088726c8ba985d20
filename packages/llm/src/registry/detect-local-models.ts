import { HttpClient } from '../http/http-client.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { readText } from '../http/read-text.ts';
import { count, fields, list, text, type Fields } from '../wire/read-json.ts';

export interface LocalModel {
  /** For `provider/name`. */
  name: string;
  /** Tokens that fit into its window; null where the server does not say. */
  contextTokens: number | null;
}

/** A server of models that answers on this machine. */
export interface LocalModels {
  provider: 'ollama' | 'lmstudio';
  /** Of its API, as settings of models take it. */
  baseUrl: string;
  models: LocalModel[];
  /** Why it tells no models, though something answers there; null where it does. */
  error: string | null;
}

export interface DetectOptions {
  signal: AbortSignal;
  /** Where to look instead of the usual ports; null for nowhere. */
  addresses?: Partial<Record<LocalModels['provider'], string | null>>;
  /** How long each may take to answer. Default 1. */
  timeoutSeconds?: number;
}

interface Listing {
  address: string;
  path: string;
  /** Undefined for an answer that is no list of models. */
  read: (answer: Fields) => (LocalModel | undefined)[] | undefined;
}

const LISTINGS: Readonly<Record<LocalModels['provider'], Listing>> = {
  ollama: {
    address: 'http://127.0.0.1:11434',
    path: '/api/tags',
    read: ({ models }) =>
      Array.isArray(models)
        ? list(models).map((model) => named(fields(model)?.['name'], fields(fields(model)?.['details'])))
        : undefined,
  },
  lmstudio: {
    address: 'http://127.0.0.1:1234',
    path: '/v1/models',
    read: ({ data }) =>
      Array.isArray(data)
        ? list(data).map((model) => named(fields(model)?.['id'], fields(model)))
        : undefined,
  },
};

/** Asks Ollama and LM Studio at once. One that does not answer in time is left out. */
export async function detectLocalModels(options: DetectOptions): Promise<LocalModels[]> {
  const client = new HttpClient();
  try {
    const found = await Promise.all([detect('ollama', client, options), detect('lmstudio', client, options)]);
    return found.filter((each) => each !== undefined);
  } finally {
    client.close();
  }
}

async function detect(
  provider: LocalModels['provider'],
  client: HttpClient,
  { signal, addresses, timeoutSeconds = 1 }: DetectOptions,
): Promise<LocalModels | undefined> {
  const { path, read, address: usual } = LISTINGS[provider];
  const address = addresses?.[provider] === undefined ? usual : addresses[provider];
  if (address === null) return undefined;
  const url = new URL(address + path);
  const server = { provider, baseUrl: `${address}/v1` };
  try {
    const response = await client.request({
      method: 'GET',
      url,
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]),
    });
    const answer = fields(parsed(await readText(response.body)));
    const models = response.status === 200 && answer !== undefined ? read(answer) : undefined;
    if (models !== undefined)
      return { ...server, models: models.filter((model) => model !== undefined), error: null };
    return { ...server, models: [], error: `${url.href} answered ${response.status}, and no list of models` };
  } catch (error) {
    signal.throwIfAborted();
    // Nobody there: exactly what was asked.
    if (error instanceof HttpFailure) return undefined;
    throw error;
  }
}

function named(name: unknown, told: Fields | undefined): LocalModel | undefined {
  const found = text(name);
  if (found === undefined) return undefined;
  const contextTokens = count(told?.['max_context_length'] ?? told?.['context_length']) || null;
  return { name: found, contextTokens };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // No list of models, then.
    return undefined;
  }
}
