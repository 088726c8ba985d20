import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/api.ts';
import { ApiFailure, failureWords } from '../../api/api-failure.ts';
import { KEYS } from '../../api/keys.ts';
import { sayTo, uploadFiles } from '../../api/uploads.ts';
import { readImage } from '../../attachment/read-image.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { workspaceBody } from '../workspace/workspace-choice.ts';
import { useDraft } from './draft.ts';
import { startTask, type StartPhase, type StartRequests } from './start-task.ts';

const REQUESTS: StartRequests = {
  create: async (body) => {
    const { conversation_id: id } = await answerOf(api.POST('/api/conversations', { body }));
    return id;
  },
  upload: uploadFiles,
  say: sayTo,
  pictureUrl: readImage,
};

interface Start {
  start: () => void;
  /** Null while nothing is under way. */
  phase: StartPhase | null;
  failure: Error | null;
  /** Forgets the failure. */
  forget: () => void;
}

/** Begins a conversation with the draft, and goes there. What fails leaves the draft as it is. */
export function useStart(): Start {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const phase = useDraft((draft) => draft.phase);
  // Who has gone elsewhere meanwhile is told, and stays there.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  const { mutate, error, reset } = useMutation({
    mutationFn: () => {
      const { text, attachments, workspace, begun, setBegun, setPhase } = useDraft.getState();
      const task = { text: text.trim(), attachments, workspace: workspaceBody(workspace) };
      return startTask(task, begun, REQUESTS, { onPhase: setPhase, onBegun: setBegun });
    },
    onSuccess(id) {
      useDraft.getState().clear();
      const open = (): void => void navigate(`/conversations/${id}`);
      if (isHere.current) open();
      else
        showToast({
          tone: 'success',
          title: 'The conversation has begun',
          action: { label: 'Open', run: open },
        });
    },
    onError(failure) {
      // Somebody has deleted what has begun: the next attempt begins anew.
      const isGone = failure instanceof ApiFailure && failure.code === 'conversation_not_found';
      if (isGone) useDraft.getState().setBegun(null);
      if (isHere.current) return;
      const { message, remedy } = failureWords(failure);
      const detail = [message, remedy].filter((part) => part !== '').join('. ');
      const action = { label: 'To the task', run: () => void navigate('/') };
      showToast({ tone: 'failure', title: 'The conversation has not begun', detail, action });
    },
    onSettled() {
      useDraft.getState().setPhase(null);
      return queries.invalidateQueries({ queryKey: KEYS.conversations });
    },
  });
  return {
    start() {
      const { phase: running, setPhase } = useDraft.getState();
      if (running !== null) return;
      setPhase('beginning');
      mutate();
    },
    phase,
    failure: error,
    forget: reset,
  };
}
