import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { postAction } from '../../api/person-action.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { failureWords } from '../../api/api-failure.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { useConversationLive, useLive } from '../../live/index.ts';
import { visibleText, type ErrorEntry } from '../../screen/index.ts';

/** A failure outside of any action: what happened, what to do, and, where the work stands still because of it, to try again. */
export function ErrorRow({ entry }: { entry: ErrorEntry }): ReactNode {
  const stands = useLive(
    ({ now, moment }) =>
      moment === null && now.agentState === 'error' && now.entries.at(-1)?.key === entry.key,
  );
  return (
    <div className="my-2">
      <ErrorNote
        title={visibleText(entry.text.trim() || 'The agent ended with an error')}
        {...(entry.remedy === '' ? {} : { remedy: entry.remedy })}
        action={stands ? <TryAgain /> : undefined}
      />
    </div>
  );
}

/** Asks the agent to go on from where it stands. */
function TryAgain(): ReactNode {
  const { conversationId } = useConversationLive();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      postAction(conversationId, { action: 'message', args: { content: 'Please go on.', image_urls: [] } }),
    onError: (failure) => {
      const { message, remedy } = failureWords(failure);
      showToast({
        tone: 'failure',
        title: 'The agent was not asked to go on',
        detail: `${message} ${remedy}`,
      });
    },
  });
  if (conversationId === '') return null;
  return (
    <Button size="small" icon="refresh" busy={isPending} onClick={() => mutate()}>
      Try again
    </Button>
  );
}
