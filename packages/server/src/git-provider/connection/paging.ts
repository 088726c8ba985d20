import type { Page } from '../git-provider.ts';

/** Whether the `Link` header of a page names a next one. */
export function hasNext(headers: Headers): boolean {
  return /rel="?next"?/.test(headers.get('link') ?? '');
}

/** A `Link` header for providers that send none: clients read the number of the next page out of it. */
export function nextLink(address: string, { page, perPage }: Page): string {
  return `<${address}?page=${page + 1}&per_page=${perPage}>; rel="next"`;
}

/** One page of a list that came whole. */
export function slicePage<Item>(
  items: readonly Item[],
  { page, perPage }: Page,
): { items: Item[]; more: boolean } {
  const end = page * perPage;
  return { items: items.slice(end - perPage, end), more: items.length > end };
}

/** Asks for page after page until there are no more, or until so many pages were read. */
export async function pagesUntil<Item>(
  mostPages: number,
  read: (page: number) => Promise<{ items: readonly Item[]; more: boolean }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { items, more } = await read(page);
    all.push(...items);
    if (!more) break;
  }
  return all;
}
