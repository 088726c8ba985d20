import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { conversationCondition } from '../../api/condition.ts';
import { useConversations, type Conversation } from '../../api/conversations.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { ErrorNote } from '../../design/error-note.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { StateDot } from '../../design/state-dot.tsx';
import { oneLine } from '../../screen/index.ts';
import { ageText } from '../age-text.ts';
import { useNearEnd } from '../use-near-end.ts';
import { railGroups } from './rail-groups.ts';

/** All conversations, those that need somebody first; more come when the end is near. */
export function RailList(): ReactNode {
  const {
    data = [],
    isPending,
    error,
    refetch,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useConversations();
  const end = useNearEnd<HTMLDivElement>(() => void fetchNextPage(), hasNextPage && !isFetchingNextPage);
  const now = Date.now();
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
      {isPending && <Loading />}
      {error !== null && data.length === 0 && (
        <ErrorNote
          title="The conversations cannot be loaded"
          failure={error}
          action={
            <Button size="small" onClick={() => void refetch()}>
              Retry
            </Button>
          }
        />
      )}
      {!isPending && error === null && data.length === 0 && (
        <p className="px-2 py-1 text-xs text-pretty text-muted">
          Conversations appear here once you begin one.
        </p>
      )}
      {railGroups(data, now).map(({ name, conversations }) => (
        <section key={name} aria-label={name}>
          <h2 className="px-2 pt-3 pb-1 text-xs text-faint">{name}</h2>
          <ul>
            {conversations.map((conversation) => (
              <Row key={conversation.conversation_id} conversation={conversation} now={now} />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end} className="h-px" />
      {isFetchingNextPage && <Loading />}
    </div>
  );
}

function Row({ conversation, now }: { conversation: Conversation; now: number }): ReactNode {
  const { conversation_id: id, title, last_updated_at: at, created_at: created } = conversation;
  const condition = conversationCondition(conversation);
  return (
    <li>
      <NavLink
        to={`/conversations/${id}`}
        className={({ isActive }) =>
          classNames(
            'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors pointer-coarse:h-10',
            isActive ? 'bg-selected font-medium text-strong' : 'text-body hover:bg-hover',
          )
        }
      >
        <span className="inline-flex w-4 justify-center">
          <StateDot condition={condition} />
        </span>
        <span className="min-w-0 flex-1 truncate">{oneLine(title)}</span>
        <span className="text-xs text-faint tabular-nums">{ageText(at ?? created, now)}</span>
      </NavLink>
    </li>
  );
}

function Loading(): ReactNode {
  return (
    <div role="status" aria-label="Loading conversations" className="flex flex-col gap-4 px-2 py-3">
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-3/5'].map((width) => (
        <Skeleton key={width} className={classNames('h-3', width)} />
      ))}
    </div>
  );
}
