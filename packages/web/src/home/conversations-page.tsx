import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useConversations } from '../api/conversations.ts';

/** The whole list of conversations. */
export function ConversationsPage(): ReactNode {
  const { data = [] } = useConversations();
  return (
    <ul className="p-6">
      {data.map(({ conversation_id: id, title }) => (
        <li key={id}>
          <Link to={`/conversations/${id}`}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
