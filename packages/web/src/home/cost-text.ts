/** US dollars as they are read in a list; empty for nothing. */
export function costText(usd: number): string {
  if (usd <= 0) return '';
  if (usd < 0.01) return '<$0.01';
  return usd < 100 ? `$${usd.toFixed(2)}` : `$${Math.round(usd)}`;
}
