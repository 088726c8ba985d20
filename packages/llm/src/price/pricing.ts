import type { Cost } from '@capstan/protocol';
import type { PriceSettings } from '../settings/model-settings.ts';
import type { Finish } from '../wire/stream-part.ts';
import { loadPublicPrices, publicPrice } from './public-prices.ts';
import { priceAtRates } from './rates.ts';

/** How the calls of one model are priced. */
export interface Pricing {
  /** Called while a request is on its way: the moment to load a table. */
  prepare(): void;
  cost(finish: Finish): Promise<Cost>;
}

export interface PricingOptions {
  modelName: string;
  /** What the person says the model costs. */
  settings: PriceSettings | undefined;
  /** Runs on the person's own machine by its nature. */
  local: boolean;
  /** The provider's id in the public table, or undefined when nobody can know who answers. */
  publicProvider: string | undefined;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** The first that applies: the person's own rates, free because local, what the provider reports, the public table. */
export function createPricing(options: PricingOptions): Pricing {
  const { settings, local, publicProvider, modelName, now } = options;
  if (settings !== undefined)
    return fixed((finish) => ({ usd: priceAtRates(finish.usage, settings), priceTable: 'settings' }));
  if (local) return fixed(() => ({ usd: 0, priceTable: 'local' }));
  if (publicProvider === undefined)
    return fixed((finish) => reported(finish) ?? { usd: null, priceTable: 'none' });
  return {
    prepare: () => {
      // A failure to load shows where the table is used; here it only must not go unhandled.
      loadPublicPrices().catch(() => undefined);
    },
    cost: async (finish) => {
      const said = reported(finish);
      if (said !== undefined) return said;
      const { usage } = finish;
      // Some servers report no usage at all; a price of nothing would be a lie.
      if (usage.input === 0 && usage.output === 0) return { usd: null, priceTable: 'none' };
      return await publicPrice(publicProvider, modelName, usage, new Date(now()));
    },
  };
}

function fixed(cost: (finish: Finish) => Cost): Pricing {
  return { prepare: () => undefined, cost: async (finish) => cost(finish) };
}

function reported({ reportedCostUsd }: Finish): Cost | undefined {
  return reportedCostUsd === undefined ? undefined : { usd: reportedCostUsd, priceTable: 'provider' };
}
