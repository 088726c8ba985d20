import type { UsageTotals } from './usage-ledger.ts';

/** The bill in words: `$0.0123`, `at least $0.0123; 2 calls of unknown price`, `unknown`, `free`. */
export function describeCost({ calls, knownUsd, callsOfUnknownPrice }: UsageTotals): string {
  if (calls === 0) return '$0';
  if (callsOfUnknownPrice === calls) return 'unknown';
  const known = knownUsd === 0 ? '$0' : `$${knownUsd.toFixed(knownUsd < 1 ? 4 : 2)}`;
  if (callsOfUnknownPrice === 0) return known;
  return `at least ${known}; ${callsOfUnknownPrice} call${callsOfUnknownPrice === 1 ? '' : 's'} of unknown price`;
}
