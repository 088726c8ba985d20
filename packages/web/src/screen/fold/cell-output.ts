const INLINE_IMAGE = /!\[[^\]]*\]\((data:image\/[a-z+.-]+;base64,[^)]*)\)\n?/g;

/** The text and the pictures of a cell: they may stand inside of its text, beside it, or both. */
export function cellOutput(content: string, urls: readonly string[]): { text: string; imageUrls: string[] } {
  const inline = Array.from(content.matchAll(INLINE_IMAGE), ([, url = '']) => url);
  const pictures = [...urls, ...inline].filter((url) => url.startsWith('data:image/'));
  return { text: content.replaceAll(INLINE_IMAGE, ''), imageUrls: [...new Set(pictures)] };
}

/** That a cell was run does not say that it raised nothing. */
export const raised = (text: string): boolean => text.includes('Traceback (most recent call last)');
