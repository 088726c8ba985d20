import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useConversations } from '../api/conversations.ts';
import { Button } from '../design/button.tsx';
import { ErrorNote } from '../design/error-note.tsx';
import { Keys } from '../design/kbd.tsx';
import { ConversationLine } from './conversation-line.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';

const MOST = 7;

/** The conversations that began last. Nothing while there are none. */
export function RecentConversations(): ReactNode {
  const { data: conversations = [], isPending, error, refetch } = useConversations();
  const now = Date.now();
  if (!isPending && error === null && conversations.length === 0) return null;
  return (
    <section aria-labelledby="recent-conversations">
      <div className="flex h-8 items-center justify-between">
        <h2 id="recent-conversations" className="px-2 text-xs font-medium text-muted">
          Recent
        </h2>
        <Link
          to="/conversations"
          className="inline-flex items-center gap-2 rounded-md px-2 text-xs text-muted hover:text-strong"
        >
          All conversations
          <span className="pointer-coarse:hidden">
            <Keys keys="/" />
          </span>
        </Link>
      </div>
      {isPending && <SkeletonRows rows={5} />}
      {error !== null && conversations.length === 0 && (
        <ErrorNote
          title="The conversations cannot be loaded"
          failure={error}
          action={
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      )}
      <ul>
        {conversations.slice(0, MOST).map((conversation) => (
          <li key={conversation.conversation_id}>
            <Link
              to={`/conversations/${conversation.conversation_id}`}
              className="flex min-h-9 items-center gap-3 rounded-md px-2 py-1 text-sm leading-4 transition-colors hover:bg-hover pointer-coarse:min-h-12"
            >
              <ConversationLine conversation={conversation} now={now} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
