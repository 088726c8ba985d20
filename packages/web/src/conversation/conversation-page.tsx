import type { ReactNode } from 'react';
import { useConversation } from '../api/conversations.ts';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useOpenConversationWatch } from '../app/notifications/watch-open-conversation.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Inspector, InspectorKeys } from '../app/shell/inspector.tsx';
import { LiveConversation } from '../live/index.ts';
import { Sending } from '../live/sending/index.ts';
import { Log } from '../log/log.tsx';
import { Composer } from './composer.tsx';
import { MissingConversation } from './missing-conversation.tsx';
import { useFreshRecord, useStanding } from './standing/use-standing.ts';
import { TopBar } from './top-bar.tsx';

export interface ConversationPageProps {
  conversationId: string;
}

/** One conversation of the server. */
export function ConversationPage({ conversationId }: ConversationPageProps): ReactNode {
  const { data: conversation } = useConversation(conversationId);
  if (conversation === null) return <MissingConversation />;
  return (
    <LiveConversation conversationId={conversationId}>
      <Sending>
        <FollowedPage conversationId={conversationId} />
      </Sending>
    </LiveConversation>
  );
}

/** Log and composer, with the inspector beside them. */
function FollowedPage({ conversationId }: ConversationPageProps): ReactNode {
  const { condition, conversation } = useStanding();
  const title = conversation?.title ?? 'Conversation';
  usePageTitle(title, conversation === undefined ? undefined : condition);
  useFreshRecord();
  useOpenConversationWatch({ conversationId, title, condition });
  return (
    <div className="flex min-h-0 flex-1">
      <InspectorKeys />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar />
        <ErrorBoundary name="The log">
          <div className="min-h-0 flex-1">
            <Log conversationId={conversationId} />
          </div>
        </ErrorBoundary>
        <ErrorBoundary name="The composer">
          <Composer />
        </ErrorBoundary>
      </div>
      <Inspector conversationId={conversationId} />
    </div>
  );
}
