import type { Cost, TokenUsage } from '@capstan/protocol';
import type * as genaiPrices from '@pydantic/genai-prices';
import overrides from './price-overrides.json' with { type: 'json' };
import { priceAtRates } from './rates.ts';

type GenaiPrices = typeof genaiPrices;

/** The version of the package that is pinned; a test compares it with the one that is installed. */
export const GENAI_PRICES_VERSION = '0.1.8';

const TABLE = `genai-prices ${GENAI_PRICES_VERSION}`;
const OVERRIDES = `capstan-prices ${overrides.version}`;

let loading: Promise<GenaiPrices> | undefined;

/** Loads the table once, for as long as the process lives: 60 ms of reading that nothing should wait for. */
export function loadPublicPrices(): Promise<GenaiPrices> {
  loading ??= import('@pydantic/genai-prices');
  return loading;
}

/** Our own entries come first: they are for models that the public table does not know, or not yet. */
function overridden(provider: string, modelName: string, usage: TokenUsage): Cost | undefined {
  const found = overrides.models.find(
    (each) => each.provider === provider && new RegExp(each.match).test(modelName),
  );
  return found === undefined ? undefined : { usd: priceAtRates(usage, found), priceTable: OVERRIDES };
}

/** `provider` is the id in the public table. A model it does not know has the cost `null`. */
export async function publicPrice(
  provider: string,
  modelName: string,
  usage: TokenUsage,
  at: Date,
): Promise<Cost> {
  const own = overridden(provider, modelName, usage);
  if (own !== undefined) return own;
  const { calcPrice } = await loadPublicPrices();
  const counts = {
    input_tokens: usage.input,
    output_tokens: usage.output,
    cache_read_tokens: usage.cacheRead,
    cache_write_tokens: usage.cacheWrite,
  };
  try {
    const price = calcPrice(counts, modelName, { providerId: provider, timestamp: at });
    return { usd: price?.total_price ?? null, priceTable: TABLE };
  } catch {
    // The table throws where it has no rate for one of the counts: a price that is not known.
    return { usd: null, priceTable: TABLE };
  }
}
