import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure, needsLogin } from './api-failure.ts';

const MOST_TRIES = 3;

/** What the page wants to know of every answer. */
export interface AnswerWatch {
  /** The server answered, whatever it was. */
  onReached: () => void;
  onLost: () => void;
  onLoginNeeded: () => void;
}

/** Keeps the server's answers. What failed for a reason that does not pass by itself is not asked again. */
export function createQueryClient(watch: AnswerWatch): QueryClient {
  const onError = (failure: unknown): void => {
    if (needsLogin(failure)) watch.onLoginNeeded();
    if (failure instanceof ApiFailure && failure.status === 0) watch.onLost();
    else watch.onReached();
  };
  const onSuccess = watch.onReached;
  return new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess }),
    mutationCache: new MutationCache({ onError, onSuccess }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // The connection has its own way to find out, which also works for servers on this machine.
        networkMode: 'always',
        retry: (failures, failure) => failures < MOST_TRIES && mayPass(failure),
        retryDelay: (failures) => Math.min(4_000, 300 * 2 ** failures),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Whether asking again may help. That a server is not reached at all is told at once, and retried elsewhere. */
function mayPass(failure: unknown): boolean {
  return failure instanceof ApiFailure && (failure.status === 429 || failure.status >= 502);
}
