/**
 * Splits a text that grows into blocks without reading again what stands: all but the last two blocks of the last time
 * stay. `split` gives parts that make up the text.
 */
export function growingBlocks(split: (text: string) => string[]): (text: string) => string[] {
  let stable: readonly string[] = [];
  let stableText = '';
  return (text) => {
    const grows = stableText !== '' && text.startsWith(stableText);
    if (!grows) [stable, stableText] = [[], ''];
    const rest = split(text.slice(stableText.length));
    const blocks = [...stable, ...rest];
    // A block that was whole can go on: a list with its next item, a table with its next row.
    stable = blocks.slice(0, -2);
    stableText = stable.join('');
    if (!text.startsWith(stableText)) [stable, stableText] = [[], ''];
    return blocks;
  };
}
