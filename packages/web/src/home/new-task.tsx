import type { ReactNode } from 'react';
import { RecentConversations } from './recent-conversations.tsx';
import { SuggestedTasks } from './suggested-tasks.tsx';
import { useDraft } from './task/draft.ts';
import { TaskComposer } from './task/task-composer.tsx';
import { useStart } from './task/use-start.ts';

/** The task that is being written, and under it what there is already. */
export function NewTask(): ReactNode {
  const draft = useDraft();
  const { start, phase, failure, forget } = useStart();
  return (
    <>
      <h1 className="mb-4 px-1 text-xl font-medium text-strong">What should the agent do?</h1>
      <TaskComposer
        text={draft.text}
        workspace={draft.workspace}
        attachments={draft.attachments}
        complaint={draft.complaint}
        phase={phase}
        failure={failure}
        onText={draft.setText}
        onWorkspace={draft.setWorkspace}
        onFiles={draft.addFiles}
        onRemoveFile={draft.removeFile}
        onStart={start}
        onForgetFailure={forget}
      />
      <div className="mt-8 flex flex-col gap-6">
        <RecentConversations />
        <SuggestedTasks />
      </div>
    </>
  );
}
