import type { ReactNode } from 'react';

export interface LogProps {
  conversationId: string;
}

/** What was said and done, from the first event to the last. */
export function Log({ conversationId }: LogProps): ReactNode {
  return (
    <div
      role="log"
      aria-label="Log"
      className="mx-auto w-full max-w-(--log-width) px-4 py-6 text-muted"
      data-conversation={conversationId}
    >
      Nothing has happened yet.
    </div>
  );
}
