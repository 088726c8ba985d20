import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api-failure.ts';

const MOST_TRIES = 3;

/** Keeps the server's answers. What failed for a reason that does not pass by itself is not asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, failure) => failures < MOST_TRIES && mayPass(failure),
      },
      mutations: { retry: false },
    },
  });
}

function mayPass(failure: unknown): boolean {
  if (!(failure instanceof ApiFailure)) return false;
  return failure.status === 0 || failure.status === 429 || failure.status >= 502;
}
