import { detectLocalModels } from '@capstan/llm';
import type { LocalModelServer } from '@capstan/protocol/api';
import type { MachineConfig } from '../config/server-config.ts';

/** Of each server. */
const TIMEOUT_SECONDS = 1.5;

/** Model servers where the configuration says that there may be some, as clients are told of them. */
export async function findLocalServers(
  { ollamaUrl, lmstudioUrl }: Pick<MachineConfig, 'ollamaUrl' | 'lmstudioUrl'>,
  signal: AbortSignal,
): Promise<LocalModelServer[]> {
  const addresses = { ollama: ollamaUrl, lmstudio: lmstudioUrl };
  const found = await detectLocalModels({ signal, addresses, timeoutSeconds: TIMEOUT_SECONDS });
  return found.map(({ provider, baseUrl, models, error }) => ({
    kind: provider,
    base_url: baseUrl,
    models: models.map(({ name, contextTokens }) => ({
      id: `${provider}/${name}`,
      name,
      context_window: contextTokens,
    })),
    error,
  }));
}
