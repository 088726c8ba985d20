import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useConversations } from '../api/conversations.ts';
import { usePageTitle } from '../app/page-title.ts';
import { PageBar } from '../app/shell/page-bar.tsx';

/** The whole list of conversations. */
export function ConversationsPage(): ReactNode {
  const { data = [] } = useConversations();
  usePageTitle('Conversations');
  return (
    <>
      <PageBar>Conversations</PageBar>
      <ul className="overflow-y-auto p-6">
        {data.map(({ conversation_id: id, title }) => (
          <li key={id}>
            <Link to={`/conversations/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
