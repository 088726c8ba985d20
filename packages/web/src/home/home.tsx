import { Suspense, useState, type ReactNode } from 'react';
import { useServerConfig } from '../api/options.ts';
import { useSettings } from '../api/settings.ts';
import { lazyPart } from '../app/lazy-part.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useRailColumn } from '../app/shell/columns.ts';
import { PageBar } from '../app/shell/page-bar.tsx';
import { SkeletonLines } from '../design/skeleton.tsx';
import { NewTask } from './new-task.tsx';

const FirstVisit = lazyPart(async () => (await import('./first-visit/first-visit.tsx')).FirstVisit);

/** Begins a conversation; shows the recent ones. Without a model it asks for one first. */
export function Home(): ReactNode {
  usePageTitle('New conversation');
  const rail = useRailColumn();
  const needsModel = useNeedsModel();
  // What is set up is saved as one goes: the panel stays until the person is done with it.
  const [visit, setVisit] = useState<'unknown' | 'first' | 'done'>('unknown');
  if (visit === 'unknown' && needsModel === true) setVisit('first');
  return (
    <>
      {!rail.open && <PageBar />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex min-h-full w-full max-w-(--log-width) flex-col px-4 pt-[clamp(1.5rem,12dvh,9rem)] pb-10">
          {visit === 'first' ? (
            <Suspense fallback={<SkeletonLines lines={6} />}>
              <FirstVisit onDone={() => setVisit('done')} />
            </Suspense>
          ) : (
            <NewTask />
          )}
        </div>
      </div>
    </>
  );
}

/** Whether conversations cannot begin for want of a model; undefined while that is not known. */
function useNeedsModel(): boolean | undefined {
  const { data: settings } = useSettings();
  const { data: server } = useServerConfig();
  if (settings === undefined || server === undefined) return undefined;
  return (settings?.llm_model ?? server.default_model ?? '') === '';
}
