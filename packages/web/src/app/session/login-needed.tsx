import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Brand } from '../../design/brand.tsx';
import { Button } from '../../design/button.tsx';
import { usePageTitle } from '../page-title.ts';
import { useSession } from './session.ts';

/** Takes the place of everything while the server does not know this browser. */
export function LoginNeeded(): ReactNode {
  const queries = useQueryClient();
  const setNeedsLogin = useSession((state) => state.setNeedsLogin);
  usePageTitle('Log in');
  const tryAgain = (): void => {
    setNeedsLogin(false);
    void queries.resetQueries();
  };
  return (
    <main className="flex h-full items-center justify-center overflow-auto bg-canvas p-6">
      <div className="flex max-w-96 flex-col items-start gap-4">
        <Brand />
        <h1 className="text-xl font-medium text-strong">Log in to go on</h1>
        <p className="text-pretty text-body">
          This browser is not known to the server, or its login has ended. Nothing is lost: agents that are at
          work go on.
        </p>
        <p className="text-pretty text-muted">
          Open the link that <code className="text-code">capstan serve</code> printed when it started. If it
          was used already, start the server again: it prints another one.
        </p>
        <div className="flex gap-2">
          <Button kind="primary" onClick={() => location.assign('/login')}>
            Log in
          </Button>
          <Button onClick={tryAgain}>Try again</Button>
        </div>
      </div>
    </main>
  );
}
