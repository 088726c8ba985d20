import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

export interface AnsweredProps {
  /** What the server has answered, by the names of `api/keys.ts`. What is not here is on its way for ever. */
  answers?: readonly (readonly [QueryKey, unknown])[];
  /** What could not be answered. */
  failures?: readonly (readonly [QueryKey, Error])[];
  children: ReactNode;
}

/** Shows a part that asks the server, with answers that are there already: nothing is asked. */
export function Answered({ answers = [], failures = [], children }: AnsweredProps): ReactNode {
  const [queries] = useState(() => {
    const client = new QueryClient({
      defaultOptions: { queries: { enabled: false, staleTime: Number.POSITIVE_INFINITY, retry: false } },
    });
    for (const [key, answer] of answers) client.setQueryData(key, answer);
    for (const [queryKey, error] of failures) {
      client.getQueryCache().build(client, { queryKey }).setState({ status: 'error', error });
    }
    return client;
  });
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}

/** A list as it is kept, of one page. */
export const onePage = (results: readonly unknown[], next: string | null = null): unknown => ({
  pages: [{ results, next_page_id: next }],
  pageParams: [null],
});
