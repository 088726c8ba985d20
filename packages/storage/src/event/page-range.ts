import { CapstanError } from '@capstan/protocol';
import type { PageRequest } from '@capstan/events';

const LARGEST_PAGE = 10_000;

export type PageRange = Required<PageRequest>;

/**
 * The request with its defaults, the same for every back end.
 * Throws `usage` for a limit outside of 1 to 10,000.
 */
export function pageRange(request: PageRequest): PageRange {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, limit, reverse = false } = request;
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw new CapstanError('usage', `The limit of a page must be 1 to ${LARGEST_PAGE}, not ${limit}`);
  }
  return { from: Math.max(0, Math.ceil(from)), to: Math.floor(to), limit, reverse };
}
