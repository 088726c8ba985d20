import { HttpClient } from '../http/http-client.ts';
import { readText } from '../http/read-text.ts';
import { fields, list, text } from '../wire/read-json.ts';

/** Models that answer on this machine. */
export interface LocalModels {
  provider: 'ollama' | 'lmstudio';
  baseUrl: string;
  /** Names for `provider/name`. */
  models: string[];
}

export interface DetectOptions {
  signal: AbortSignal;
  /** Where to look instead of the usual ports. */
  addresses?: Partial<Record<LocalModels['provider'], string>>;
  /** How long each may take to answer. Default 1. */
  timeoutSeconds?: number;
}

const ADDRESSES = { ollama: 'http://127.0.0.1:11434', lmstudio: 'http://127.0.0.1:1234' } as const;

/** Asks the usual ports of Ollama and LM Studio at once. One that does not answer in time is left out. */
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
  const address = addresses?.[provider] ?? ADDRESSES[provider];
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  try {
    const response = await client.request({
      method: 'GET',
      url: new URL(`${address}/v1/models`),
      headers: { accept: 'application/json' },
      signal: bounded,
    });
    const listing = fields(JSON.parse(await readText(response.body)));
    if (response.status !== 200 || listing === undefined) return undefined;
    const models = list(listing['data']).map((each) => text(fields(each)?.['id']));
    return { provider, baseUrl: `${address}/v1`, models: models.filter((name) => name !== undefined) };
  } catch {
    // Nobody there, or not one of these servers: exactly what was asked.
    return undefined;
  }
}
