import { findCapabilities } from '../capabilities/find-capabilities.ts';
import { loadPublicPrices } from '../price/public-prices.ts';
import type { Provider } from './provider.ts';
import { PROVIDERS } from './providers.ts';

/** Models that do something else than work through a task in text. */
const OTHER_TRADES =
  /embed|tts|audio|image|vision-preview|realtime|live|transcribe|search|voice|guard|ft[:-]/;
/** Served by Google, but not by the API that we speak. */
const FOREIGN: Readonly<Record<string, RegExp>> = { google: /^claude/ };

/**
 * Models by the name that settings take, `provider/model`: those in the public price table of which we know that they call
 * tools. Sorted. What runs on people's own machines is not among them, nor what they deploy under names of their own.
 */
export async function knownModels(): Promise<string[]> {
  const { findProvider } = await loadPublicPrices();
  const names = PROVIDERS.flatMap((provider) => {
    const listed =
      provider.priceId === undefined ? undefined : findProvider({ providerId: provider.priceId });
    return (listed?.models ?? [])
      .filter(({ id, deprecated }) => deprecated !== true && isSuitable(id, provider))
      .map(({ id }) => `${provider.id}/${id}`);
  });
  return [...new Set(names)].toSorted();
}

function isSuitable(name: string, { id }: Provider): boolean {
  if (OTHER_TRADES.test(name) || FOREIGN[id]?.test(name) === true) return false;
  const { contextTokens, toolCalls } = findCapabilities(name);
  return contextTokens !== null && toolCalls;
}
