const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A number of tokens in full: `5,200`. */
export const tokensText = (tokens: number): string => COUNT.format(tokens);

/** The same where there is little room: `840`, `5.2k`, `64k`, `1.2M`. */
export function shortTokensText(tokens: number): string {
  if (tokens < 1_000) return `${Math.round(tokens)}`;
  if (tokens < 999_500) return `${short(tokens / 1_000)}k`;
  return `${short(tokens / 1_000_000)}M`;
}

const short = (value: number): string =>
  value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : COUNT.format(value);

/** US dollars, as exactly as matters: `$0.0042`, `$0.1845`, `$12.40`, `$1,204.00`. */
export function usdText(usd: number): string {
  if (usd === 0) return '$0.00';
  if (usd < 0.000_05) return '<$0.0001';
  if (usd < 1) return `$${usd.toFixed(4)}`;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A part of a whole in per cent: `4 %` is never 0 where there is something. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0%';
  const percent = (part / whole) * 100;
  return percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}
