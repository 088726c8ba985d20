import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api/api.ts';
import { ApiFailure } from '../../api/api-failure.ts';
import { KEYS } from '../../api/keys.ts';
import { sayTo, uploadFiles } from '../../api/uploads.ts';
import { workspaceBody } from '../workspace/workspace-choice.ts';
import { useDraft } from './draft.ts';
import { pictureUrl } from './picture-url.ts';
import { startTask, type StartPhase, type StartRequests } from './start-task.ts';

const REQUESTS: StartRequests = {
  create: async (body) => {
    const { conversation_id: id } = await answerOf(api.POST('/api/conversations', { body }));
    return id;
  },
  upload: uploadFiles,
  say: sayTo,
  pictureUrl,
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
  const [phase, setPhase] = useState<StartPhase | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => {
      const { text, attachments, workspace, begun, setBegun } = useDraft.getState();
      const task = { text: text.trim(), attachments, workspace: workspaceBody(workspace) };
      return startTask(task, begun, REQUESTS, { onPhase: setPhase, onBegun: setBegun });
    },
    onSuccess(id) {
      useDraft.getState().clear();
      void navigate(`/conversations/${id}`);
    },
    onError(failure) {
      // Somebody has deleted what has begun: the next attempt begins anew.
      const isGone = failure instanceof ApiFailure && failure.code === 'conversation_not_found';
      if (isGone) useDraft.getState().setBegun(null);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.conversations }),
  });
  return {
    start: () => {
      if (!isPending) mutate();
    },
    phase: isPending ? (phase ?? 'beginning') : null,
    failure: error,
    forget: reset,
  };
}
