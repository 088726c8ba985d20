import { HttpClient, HttpFailure, type HttpResponse } from '@capstan/llm';
import type { LocalModelServer } from '@capstan/protocol/api';
import * as z from 'zod';
import type { MachineConfig } from '../config/server-config.ts';

/** Of each server. */
const TIMEOUT_MILLISECONDS = 1_500;
const LARGEST_ANSWER = 4 * 1_048_576;

interface Kind {
  kind: LocalModelServer['kind'];
  path: string;
  /** Name and context window of each model; null for an answer that is no list of models. */
  read: (answer: unknown) => { name: string; tokens: number | null }[] | null;
}

const tokens = z.int().positive().nullish().catch(null);
const ollamaSchema = z.object({
  models: z.array(
    z.object({ name: z.string().min(1), details: z.object({ context_length: tokens }).nullish() }),
  ),
});
const lmstudioSchema = z.object({
  data: z.array(z.object({ id: z.string().min(1), max_context_length: tokens, context_length: tokens })),
});

const OLLAMA: Kind = {
  kind: 'ollama',
  path: '/api/tags',
  read: (answer) => {
    const { data } = ollamaSchema.safeParse(answer);
    return (
      data?.models.map(({ name, details }) => ({ name, tokens: details?.context_length ?? null })) ?? null
    );
  },
};

const LMSTUDIO: Kind = {
  kind: 'lmstudio',
  path: '/v1/models',
  read: (answer) => {
    const { data } = lmstudioSchema.safeParse(answer);
    if (data === undefined) return null;
    return data.data.map((model) => ({
      name: model.id,
      tokens: model.max_context_length ?? model.context_length ?? null,
    }));
  },
};

/** Asks all of them at once. One that does not answer in time is left out. */
export async function findLocalServers(
  { ollamaUrl, lmstudioUrl }: Pick<MachineConfig, 'ollamaUrl' | 'lmstudioUrl'>,
  signal: AbortSignal,
): Promise<LocalModelServer[]> {
  const client = new HttpClient();
  try {
    const found = await Promise.all([
      ask(client, OLLAMA, ollamaUrl, signal),
      ask(client, LMSTUDIO, lmstudioUrl, signal),
    ]);
    return found.filter((server) => server !== null);
  } finally {
    client.close();
  }
}

async function ask(
  client: HttpClient,
  { kind, path, read }: Kind,
  address: string | null,
  signal: AbortSignal,
): Promise<LocalModelServer | null> {
  if (address === null) return null;
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
  const server = { kind, base_url: `${address}/v1` };
  try {
    const url = new URL(address + path);
    const response = await client.request({
      method: 'GET',
      url,
      headers: { accept: 'application/json' },
      signal: bounded,
    });
    const text = await textOf(response);
    const models = response.status === 200 ? read(parsed(text)) : null;
    if (models === null) {
      return {
        ...server,
        models: [],
        error: `${url.href} answered ${response.status}, and no list of models`,
      };
    }
    return {
      ...server,
      models: models.map(({ name, tokens: context }) => ({
        id: `${kind}/${name}`,
        name,
        context_window: context,
      })),
      error: null,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HttpFailure) return null;
    throw error;
  }
}

/** Cut where it gets longer than a list of models is. */
async function textOf({ body }: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No list of models, then.
    return null;
  }
}
