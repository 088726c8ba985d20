import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { TooltipProvider } from '../design/tooltip.tsx';
import { useConnection } from './connection/connection.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Pages } from './pages.tsx';
import { LoginNeeded } from './session/login-needed.tsx';
import { useSession } from './session/session.ts';

/** The whole client. */
export function App(): ReactNode {
  const [queries] = useState(() =>
    createQueryClient({
      onReached: useConnection.getState().reached,
      onLost: useConnection.getState().lost,
      onLoginNeeded: () => useSession.getState().setNeedsLogin(true),
    }),
  );
  const needsLogin = useSession((state) => state.needsLogin);
  return (
    <ErrorBoundary name="Capstan">
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          <BrowserRouter>{needsLogin ? <LoginNeeded /> : <Pages />}</BrowserRouter>
        </TooltipProvider>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
