import type { ReactNode } from 'react';
import { useConversation } from '../api/conversations.ts';
import { conversationCondition } from '../api/condition.ts';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Inspector, InspectorKeys } from '../app/shell/inspector.tsx';
import { LiveConversation } from '../live/index.ts';
import { Log } from '../log/log.tsx';
import { Composer } from './composer.tsx';
import { MissingConversation } from './missing-conversation.tsx';
import { TopBar } from './top-bar.tsx';

export interface ConversationPageProps {
  conversationId: string;
}

/** Log and composer, with the inspector beside them. */
export function ConversationPage({ conversationId }: ConversationPageProps): ReactNode {
  const { data: conversation } = useConversation(conversationId);
  const condition = conversation ? conversationCondition(conversation) : undefined;
  usePageTitle(conversation?.title ?? 'Conversation', condition);
  if (conversation === null) return <MissingConversation />;
  return (
    <LiveConversation conversationId={conversationId}>
      <div className="flex min-h-0 flex-1">
        <InspectorKeys />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar conversationId={conversationId} />
          <ErrorBoundary name="The log">
            <div className="min-h-0 flex-1 overflow-y-auto">
              <Log conversationId={conversationId} />
            </div>
          </ErrorBoundary>
          <ErrorBoundary name="The composer">
            <Composer conversationId={conversationId} />
          </ErrorBoundary>
        </div>
        <Inspector conversationId={conversationId} />
      </div>
    </LiveConversation>
  );
}
