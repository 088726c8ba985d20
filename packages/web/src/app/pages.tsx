import { Suspense, type ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router';
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
const ViewPage = lazyPart(async () => (await import('../home/trajectory/view-page.tsx')).ViewPage);
const Settings = lazyPart(async () => (await import('../settings/settings.tsx')).Settings);

/** Every component in all its states; no part of what is built. */
const Stories = import.meta.env.DEV
  ? lazyPart(async () => (await import('../stories/stories-page.tsx')).StoriesPage)
  : null;

/** Which page stands at which address. */
export function Pages(): ReactNode {
  return (
    <Routes>
      {Stories !== null && (
        <Route
          path="stories/:name?"
          element={
            <Suspense>
              <Stories />
            </Suspense>
          }
        />
      )}
      <Route element={<Shell />}>
        <Route index element={<Home />} />
        <Route path="conversations" element={<ConversationsPage />} />
        <Route path="conversations/:id" element={<OneConversation />} />
        <Route path="view" element={<ViewPage />} />
        <Route path="settings/:section?" element={<OneSection />} />
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
