/** What a text means, or what is wrong with it and what would be right. */
export type Parsed<Value> = { value: Value } | { error: string };

/** Nothing written is null, which is the default of the server. */
export const optionalText = (text: string): Parsed<string | null> => ({ value: text.trim() || null });

/** A whole number from `least` on; nothing written is null. */
export function wholeNumber(text: string, { least }: { least: number }): Parsed<number | null> {
  const written = text.trim();
  if (written === '') return { value: null };
  const value = Number(written);
  if (/^\d+$/.test(written) && Number.isSafeInteger(value) && value >= least) return { value };
  return { error: `Write a whole number from ${least} on, or nothing for the default.` };
}

/** US dollars, with a point or a comma; nothing written is null. */
export function dollars(text: string): Parsed<number | null> {
  const written = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.');
  if (written === '') return { value: null };
  const value = Number(written);
  if (/^\d+(\.\d+)?$/.test(written) && Number.isFinite(value)) return { value };
  return { error: 'Write an amount such as 5 or 0.50, or nothing for the default.' };
}

/** An address of a server; nothing written is null. */
export function httpAddress(text: string): Parsed<string | null> {
  const written = text.trim();
  if (written === '') return { value: null };
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return { value: written };
  return { error: 'Write a whole address that begins with http:// or https://.' };
}
