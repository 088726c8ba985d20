import { useEffect, type ReactNode } from 'react';
import { useConversation, type Conversation } from '../api/conversations.ts';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useLive } from '../live/index.ts';
import { LogList } from './log-list.tsx';
import { LogEmpty, LogFailed, LogLoading } from './log-states.tsx';
import { preloadMarkdown } from './markdown/markdown.tsx';
import { PastMark } from './past/past-mark.tsx';
import { PinnedPlan } from './plan/pinned-plan.tsx';

export interface LogProps {
  conversationId: string;
}

/** What is not known yet counts as driven, as most are that are looked at while something is under way. */
const isDriven = (status: Conversation['status'] | undefined): boolean =>
  status === undefined || status === 'RUNNING' || status === 'STARTING';

/** What was said and done, from the first event to the last; or to a moment of the past. Fills its place, and scrolls in it. */
export function Log({ conversationId }: LogProps): ReactNode {
  const stands = useLive(({ caughtUp, following, shown, words, moment }) => {
    if (!caughtUp) return following === 'ended' ? 'failed' : 'loading';
    const silent =
      moment !== null || (words.text === '' && words.reasoning === '' && words.calls.length === 0);
    return shown.entries.length === 0 && silent && words.retry === null ? 'empty' : 'there';
  });
  const { data: conversation } = useConversation(conversationId);
  useEffect(preloadMarkdown, []);
  return (
    <section
      role="log"
      aria-label="Log"
      // Somebody who listens asks for what they want to hear: a log that talks without end is no help.
      aria-live="off"
      aria-busy={stands === 'loading'}
      data-conversation={conversationId}
      className="flex h-full min-h-0 flex-col"
    >
      <PastMark />
      {stands === 'there' && <PinnedPlan />}
      <ErrorBoundary name="The log" resetKey={stands}>
        {stands === 'loading' && <LogLoading />}
        {stands === 'failed' && <LogFailed />}
        {stands === 'empty' && <LogEmpty />}
        {stands === 'there' && (
          <LogList workspace={conversation?.workspace ?? null} driven={isDriven(conversation?.status)} />
        )}
      </ErrorBoundary>
    </section>
  );
}
