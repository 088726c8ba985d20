const NAME = 'log-find';
/** More marks than this are not looked at by anybody. */
const MOST_MARKS = 500;

/**
 * Marks a text wherever it is drawn, also while rows come and go, without touching what is drawn. Returns the way to end
 * it. Browsers that cannot do this show no marks.
 */
export function markFound(root: HTMLElement, query: string): () => void {
  if (query === '' || !('highlights' in CSS)) return () => undefined;
  let frame = 0;
  const mark = (): void => {
    frame = 0;
    CSS.highlights.set(NAME, new Highlight(...rangesOf(root, query.toLowerCase())));
  };
  const later = (): void => {
    if (frame === 0) frame = requestAnimationFrame(mark);
  };
  const observer = new MutationObserver(later);
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  later();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    CSS.highlights.delete(NAME);
  };
}

function rangesOf(root: HTMLElement, query: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue?.toLowerCase() ?? '';
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
      if (ranges.length >= MOST_MARKS) return ranges;
      // Some letters change their number when they are made small.
      if (at + query.length > (node.nodeValue?.length ?? 0)) break;
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + query.length);
      ranges.push(range);
    }
  }
  return ranges;
}
