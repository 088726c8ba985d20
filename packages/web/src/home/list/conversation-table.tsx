import { useLayoutEffect, useEffect, useRef, useState, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Conversation } from '../../api/conversations.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { useNearEnd } from '../../app/use-near-end.ts';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonRows } from '../skeleton-rows.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useListPlace } from './list-place.ts';

export interface ConversationTableProps {
  conversations: readonly Conversation[];
  /** Names the list, so that its place is found again on the way back. */
  place: string;
  /** These are of the list before, until those of this one are here. */
  stale: boolean;
  /** The rest of the list. */
  more: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: Error | null;
    fetchNextPage: () => unknown;
  };
}

const ROW_PIXELS = 40;
/** Rows of the first page are always fresh. */
const FRESH_ROWS = 30;

/** The list as far as it is loaded; more comes when the end is near. J and K move along it. */
export function ConversationTable({ conversations, place, stale, more }: ConversationTableProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<VirtualizerHandle>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError: failed, error, fetchNextPage } = more;
  const end = useNearEnd<HTMLDivElement>(
    () => void fetchNextPage(),
    hasNextPage && !isFetchingNextPage && !failed,
  );
  const onScroll = usePlace(scroller, place);
  const shift = usePrepended(conversations, scroller);
  const at = conversations.findIndex(({ conversation_id: id }) => id === current);
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(conversations.length - 1, to));
    const id = conversations[next]?.conversation_id ?? null;
    rows.current?.scrollToIndex(next, { align: 'nearest' });
    setCurrent(id);
    setWanted(id);
  };
  useCommand('event.next', () => go(at + 1));
  useCommand('event.previous', () => go(at === -1 ? 0 : at - 1));
  const now = Date.now();
  return (
    <div
      ref={scroller}
      onScroll={onScroll}
      className={classNames('min-h-0 flex-1 overflow-y-auto transition-opacity', stale && 'opacity-60')}
    >
      <div className="mx-auto w-full max-w-300 px-2 pb-16 sm:px-4" role="list" aria-label="Conversations">
        <Virtualizer
          ref={rows}
          scrollRef={scroller}
          data={conversations}
          itemSize={ROW_PIXELS}
          shift={shift}
          {...(at === -1 ? {} : { keepMounted: [at] })}
        >
          {(conversation, index) => (
            <ConversationRow
              key={conversation.conversation_id}
              conversation={conversation}
              now={now}
              current={conversation.conversation_id === current}
              takesFocus={conversation.conversation_id === wanted}
              watched={index >= FRESH_ROWS}
              onFocus={() => {
                setCurrent(conversation.conversation_id);
                setWanted(null);
              }}
            />
          )}
        </Virtualizer>
        <div ref={end} className="h-px" />
        {isFetchingNextPage && <SkeletonRows rows={3} />}
        {failed && (
          <ErrorNote
            title="The rest of the list cannot be loaded"
            failure={error}
            action={
              <Button size="small" onClick={() => void fetchNextPage()}>
                Try again
              </Button>
            }
          />
        )}
      </div>
    </div>
  );
}

/** Begins where the list was left, and notes where it is. */
function usePlace(scroller: React.RefObject<HTMLDivElement | null>, place: string): () => void {
  const { offsetOf, note } = useListPlace();
  useLayoutEffect(() => {
    const offset = offsetOf(place);
    if (offset > 0) scroller.current?.scrollTo({ top: offset });
  }, [scroller, offsetOf, place]);
  return () => note(place, scroller.current?.scrollTop ?? 0);
}

/** Whether rows have come before the first one while something further down is looked at: that shall not move. */
function usePrepended(
  conversations: readonly Conversation[],
  scroller: React.RefObject<HTMLDivElement | null>,
): boolean {
  const first = conversations[0]?.conversation_id ?? null;
  const [before, setBefore] = useState(first);
  useEffect(() => setBefore(first), [first]);
  const isFurtherDown = (scroller.current?.scrollTop ?? 0) > 0;
  return before !== first && isFurtherDown && conversations.some((each) => each.conversation_id === before);
}
