import { useNavigate } from 'react-router';
import { failureWords } from '../../api/api-failure.ts';
import { trajectoryFile, workspaceArchive } from '../../api/conversation-files.ts';
import {
  useDeleteConversation,
  useRenameConversation,
  useStopConversation,
} from '../../api/conversations.ts';
import { showToast, useToasts } from '../../app/toasts/toasts.ts';
import { fileName, saveFile } from './save-file.ts';

export interface BarActions {
  rename: (title: string) => void;
  copyLink: () => void;
  saveLog: () => void;
  saveWorkspace: () => void;
  /** Stops the agent and frees its sandbox. */
  shutDown: () => void;
  remove: () => void;
}

/** What can be done with a conversation as a whole, and what is told of it. */
export function useBarActions(id: string, title: string): BarActions {
  const navigate = useNavigate();
  const renaming = useRenameConversation();
  const removing = useDeleteConversation();
  const stopping = useStopConversation();
  const rename = (to: string): void =>
    renaming.mutate(
      { id, title: to },
      { onError: (failure) => tell('It was not renamed', failure, () => rename(to)) },
    );
  const shutDown = (): void =>
    stopping.mutate(id, {
      onSuccess: () =>
        showToast({ title: 'Stopped', detail: 'Its sandbox is freed. A message starts both again.' }),
      onError: (failure) => tell('It was not stopped', failure, shutDown),
    });
  const remove = (): void =>
    removing.mutate(id, {
      onSuccess: () => {
        showToast({ title: `“${title}” was deleted` });
        void navigate('/');
      },
      onError: (failure) => tell('It was not deleted', failure, remove),
    });
  const saveLog = (): void =>
    void save({
      load: () => trajectoryFile(id),
      name: `${fileName(title)}.json`,
      what: 'log',
      again: saveLog,
    });
  const saveWorkspace = (): void =>
    void save({
      load: () => workspaceArchive(id),
      name: `${fileName(title)}.zip`,
      what: 'workspace',
      again: saveWorkspace,
    });
  return { rename, shutDown, remove, saveLog, saveWorkspace, copyLink: () => void copyLink() };
}

async function save({
  load,
  name,
  what,
  again,
}: {
  load: () => Promise<Blob>;
  name: string;
  what: 'log' | 'workspace';
  again: () => void;
}): Promise<void> {
  const told = showToast({ title: `Getting the ${what} ready…` });
  try {
    saveFile(await load(), name);
    useToasts.getState().close(told);
  } catch (failure) {
    useToasts.getState().close(told);
    tell(`The ${what} was not saved`, failure, again);
  }
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    showToast({ tone: 'success', title: 'Link copied' });
  } catch {
    // Forbidden, or a page without https: then by hand.
    showToast({
      tone: 'warning',
      title: 'The browser did not let the link be copied',
      detail: location.href,
    });
  }
}

function tell(title: string, failure: unknown, again: () => void): void {
  const { message, remedy } = failureWords(failure);
  const detail = [message, remedy].filter((part) => part !== '').join('. ');
  showToast({ tone: 'failure', title, detail, action: { label: 'Try again', run: again } });
}
