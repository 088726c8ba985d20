import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icon.tsx';
import { isCutOff, useConnection } from './connection.ts';

/** What is back within this time was never worth a word. */
const PATIENCE_MILLISECONDS = 1_500;
const RETRY_MILLISECONDS = 3_000;

/** Says that the server cannot be reached, and tries again until it can. */
export function ConnectionBanner(): ReactNode {
  const cutOff = useConnection(isCutOff);
  const lost = useConnection((state) => state.lostAt !== null);
  const [shown, setShown] = useState(false);
  const retry = useRetry(lost);
  useEffect(() => {
    const timer = setTimeout(() => setShown(cutOff), cutOff ? PATIENCE_MILLISECONDS : 0);
    return () => clearTimeout(timer);
  }, [cutOff]);
  return (
    <div role="status">
      {shown && cutOff && (
        <div className="flex items-center justify-center gap-2 bg-amber-soft px-3 py-1.5 text-sm text-amber-text">
          <Icon name="offline" size={14} className="shrink-0" />
          <span>
            <span className="font-medium">No connection to the server.</span>
            <span className="max-sm:hidden"> Agents go on; what they did comes when it is back.</span>
          </span>
          {lost && (
            <Button size="small" kind="quiet" className="text-amber-text" onClick={retry}>
              Try now
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Asks whether the server is back, and then everything again that is on screen. */
function useRetry(lost: boolean): () => void {
  const queries = useQueryClient();
  const reached = useConnection((state) => state.reached);
  const retry = (): void => {
    void fetch('/alive', { cache: 'no-store', signal: AbortSignal.timeout(RETRY_MILLISECONDS) }).then(
      ({ ok }) => {
        if (!ok) return;
        reached();
        void queries.invalidateQueries();
      },
      () => undefined,
    );
  };
  useEffect(() => {
    if (!lost) return undefined;
    const timer = setInterval(retry, RETRY_MILLISECONDS);
    addEventListener('online', retry);
    return () => {
      clearInterval(timer);
      removeEventListener('online', retry);
    };
  });
  return retry;
}
