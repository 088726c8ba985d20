import { failureWords } from '../../api/api-failure.ts';
import {
  useDeleteConversation,
  useRenameConversation,
  useStopConversation,
  type Conversation,
} from '../../api/conversations.ts';
import { showToast, type ToastText } from '../../app/toasts/toasts.ts';
import { oneLine } from '../../screen/index.ts';

interface RowActions {
  rename: (title: string) => void;
  stop: () => void;
  remove: () => void;
}

/** What can be done to a conversation from outside, told by toasts. */
export function useRowActions({ conversation_id: id, title }: Conversation): RowActions {
  const { mutateAsync: rename } = useRenameConversation();
  const { mutateAsync: stop } = useStopConversation();
  const { mutateAsync: remove } = useDeleteConversation();
  const name = `“${oneLine(title)}”`;
  // The row may be gone by the time of the answer, and it is told all the same.
  const told = (doing: Promise<unknown>, done: ToastText, failed: string): void =>
    void doing.then(
      () => showToast({ tone: 'success', ...done }),
      (failure: unknown) => {
        const { message, remedy } = failureWords(failure);
        showToast({ tone: 'failure', title: failed, detail: `${message}. ${remedy}` });
      },
    );
  const renameTo = (next: string, done: ToastText): void =>
    told(rename({ id, title: next }), done, `${name} keeps its title`);
  return {
    rename: (next) =>
      renameTo(next, {
        title: 'Renamed',
        action: { label: 'Undo', run: () => renameTo(title, { title: 'It is called as before' }) },
      }),
    stop: () =>
      told(
        stop(id),
        { title: `Stopped ${name}`, detail: 'A message starts it again.' },
        `${name} was not stopped`,
      ),
    remove: () => told(remove(id), { title: `Deleted ${name}` }, `${name} was not deleted`),
  };
}
