import type { ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { Home } from '../home/home.tsx';
import { lazyPart } from './lazy-part.ts';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell/shell.tsx';

const ConversationPage = lazyPart(
  async () => (await import('../conversation/conversation-page.tsx')).ConversationPage,
);
const ConversationsPage = lazyPart(
  async () => (await import('../home/conversations-page.tsx')).ConversationsPage,
);
const Settings = lazyPart(async () => (await import('../settings/settings.tsx')).Settings);

/** Which page stands at which address. */
export function Pages(): ReactNode {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Home />} />
        <Route path="conversations" element={<ConversationsPage />} />
        <Route path="conversations/:id" element={<OneConversation />} />
        <Route path="settings" element={<Navigate to="/settings/models" replace />} />
        <Route path="settings/:section" element={<OneSection />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function OneConversation(): ReactNode {
  const { id = '' } = useParams();
  return <ConversationPage key={id} conversationId={id} />;
}

function OneSection(): ReactNode {
  const { section = '' } = useParams();
  return <Settings section={section} />;
}
