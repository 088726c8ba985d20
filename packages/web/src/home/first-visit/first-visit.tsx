import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useStartDemo } from '../../api/demo.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { ModelSetup } from '../../settings/models/model-setup.tsx';
import { RecentConversations } from '../recent-conversations.tsx';

/** Asks for a model, and shows what there is to see without one. */
export function FirstVisit({ onDone }: { onDone: () => void }): ReactNode {
  return (
    <>
      <h1 className="px-1 text-xl font-medium text-strong">Choose a model to begin</h1>
      <p className="mt-1 max-w-140 px-1 text-pretty text-muted">
        Capstan works with models of your own machine and of any provider. Nothing is sent to anybody else.
      </p>
      <Demo />
      <section aria-label="Model" className="mt-6 rounded-lg border border-hairline p-5">
        <ModelSetup onDone={onDone} />
      </section>
      <div className="mt-8">
        <RecentConversations />
      </div>
    </>
  );
}

/** A conversation with a recorded model: nothing has to be set up for it. */
function Demo(): ReactNode {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useStartDemo();
  const start = (): void => mutate(undefined, { onSuccess: (id) => void navigate(`/conversations/${id}`) });
  return (
    <div className="mt-5 flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4 rounded-lg bg-sunken py-2.5 pr-3 pl-5 max-sm:flex-col max-sm:items-start max-sm:pb-3">
        <p className="text-sm text-pretty text-body">
          Look first: an agent finds and mends a defect, with commands that really run. It needs no model.
        </p>
        <Button icon="play" busy={isPending} onClick={start}>
          See the demo
        </Button>
      </div>
      {error !== null && (
        <ErrorNote
          title="The demo did not begin"
          failure={error}
          action={
            <Button size="small" onClick={start}>
              Try again
            </Button>
          }
        />
      )}
    </div>
  );
}
