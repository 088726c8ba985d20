import type { ReactNode } from 'react';

export interface ComposerProps {
  conversationId: string;
}

/** Where the person writes to the agent. */
export function Composer({ conversationId }: ComposerProps): ReactNode {
  return (
    <form className="mx-auto w-full max-w-(--log-width) px-4 pb-4" data-conversation={conversationId}>
      <textarea
        aria-label="Message"
        rows={2}
        placeholder="Ask for a change…"
        className="w-full resize-none rounded-md border border-hairline-strong bg-surface px-3 py-2"
      />
    </form>
  );
}
