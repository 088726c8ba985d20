import type { ConversationFilter } from '../../api/conversations.ts';
import type { Condition } from '../../screen/index.ts';

/** Which conversations by how they stand, and how that is called in the address. */
export const STATE_FILTERS = ['all', 'needs-you', 'working', 'done', 'failed', 'stopped'] as const;

export type StateFilter = (typeof STATE_FILTERS)[number];

/** What of the whole list is shown. It stands in the address, so that reloads and the way back keep it. */
export interface ListView {
  query: string;
  state: StateFilter;
  /** `owner/name`; null for all. */
  repository: string | null;
}

const CONDITIONS: Readonly<Record<StateFilter, readonly Condition[]>> = {
  all: [],
  'needs-you': ['needs-you'],
  working: ['starting', 'working', 'waiting'],
  done: ['done'],
  failed: ['failed'],
  stopped: ['paused', 'stopped'],
};

export const STATE_TEXTS: Readonly<Record<StateFilter, string>> = {
  all: 'All',
  'needs-you': 'Needs you',
  working: 'Working',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
};

export function listViewOf(address: URLSearchParams): ListView {
  const repository = address.get('repository') ?? '';
  return {
    query: address.get('q') ?? '',
    state: STATE_FILTERS.find((state) => state === address.get('filter')) ?? 'all',
    repository: repository === '' ? null : repository,
  };
}

/** What is not narrowed has no part in the address. */
export function addressOf({ query, state, repository }: ListView): URLSearchParams {
  const address = new URLSearchParams();
  if (query !== '') address.set('q', query);
  if (state !== 'all') address.set('filter', state);
  if (repository !== null) address.set('repository', repository);
  return address;
}

/** What the server is asked for. */
export function filterOf({ query, state, repository }: ListView): ConversationFilter {
  const wanted = query.trim();
  return {
    ...(wanted === '' ? {} : { query: wanted }),
    ...(state === 'all' ? {} : { conditions: CONDITIONS[state] }),
    ...(repository === null ? {} : { repository }),
  };
}

export const isNarrowed = ({ query, state, repository }: ListView): boolean =>
  query.trim() !== '' || state !== 'all' || repository !== null;
