/** Cuts a text into pieces of about `size` characters (0: one piece), never inside a character. */
export function chunkText(text: string, size: number): string[] {
  if (size === 0 || text.length <= size) return text === '' ? [] : [text];
  const chunks: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + size, text.length);
    const last = text.charCodeAt(end - 1);
    const splitsPair = last >= 0xd800 && last <= 0xdbff && end < text.length;
    if (splitsPair) end += 1;
    chunks.push(text.slice(start, end));
    start = end;
  }
  return chunks;
}
