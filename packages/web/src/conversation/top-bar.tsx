import type { ReactNode } from 'react';
import { useConversation } from '../api/conversations.ts';
import { conversationCondition } from '../api/condition.ts';
import { useInspectorColumn } from '../app/shell/columns.ts';
import { PageBar } from '../app/shell/page-bar.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { StateDot } from '../design/state-dot.tsx';

/** What conversation this is and how it stands. */
export function TopBar({ conversationId }: { conversationId: string }): ReactNode {
  const { data: conversation } = useConversation(conversationId);
  const inspector = useInspectorColumn();
  return (
    <PageBar
      actions={
        <IconButton
          icon="inspector"
          label={inspector.open ? 'Hide the inspector' : 'Show the inspector'}
          keys="Mod+I"
          pressed={inspector.open}
          onClick={() => inspector.setOpen(!inspector.open)}
        />
      }
    >
      {conversation ? (
        <>
          <h1 className="min-w-0 truncate font-medium text-strong">{conversation.title}</h1>
          <StateDot condition={conversationCondition(conversation)} withText />
        </>
      ) : (
        <Skeleton className="h-3 w-48" />
      )}
    </PageBar>
  );
}
