import type { ReactNode } from 'react';
import { Log } from '../log/log.tsx';
import { Composer } from './composer.tsx';

export interface ConversationPageProps {
  conversationId: string;
}

/** Log and composer, with the inspector beside them. */
export function ConversationPage({ conversationId }: ConversationPageProps): ReactNode {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Log conversationId={conversationId} />
      </div>
      <Composer conversationId={conversationId} />
    </div>
  );
}
