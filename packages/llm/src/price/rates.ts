import type { TokenUsage } from '@capstan/protocol';
import type { PriceSettings } from '../settings/model-settings.ts';

/** US dollars for a call at flat rates. Cached tokens are part of the input and priced apart. */
export function priceAtRates(usage: TokenUsage, rates: PriceSettings): number {
  const plain = Math.max(0, usage.input - usage.cacheRead - usage.cacheWrite);
  const millionths =
    plain * rates.input +
    usage.cacheRead * (rates.cacheRead ?? rates.input) +
    usage.cacheWrite * (rates.cacheWrite ?? rates.input) +
    usage.output * rates.output;
  return millionths / 1_000_000;
}
