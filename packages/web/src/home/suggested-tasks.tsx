import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { failureWords } from '../api/api-failure.ts';
import { useCreateConversation } from '../api/conversations.ts';
import { useSettings } from '../api/settings.ts';
import { useSuggestedTasks, type SuggestedTask } from '../api/suggested-tasks.ts';
import { showToast } from '../app/toasts/toasts.ts';
import { Button } from '../design/button.tsx';
import { oneLine } from '../screen/index.ts';
import { suggestionText } from './suggestion-text.ts';

const FIRST = 3;

/** What waits in the person's repositories, each with the way to hand it to an agent. Nothing while nothing waits. */
export function SuggestedTasks(): ReactNode {
  const { data: settings } = useSettings();
  const connected = Object.keys(settings?.provider_tokens_set ?? {}).length > 0;
  const { data: tasks = [] } = useSuggestedTasks(connected);
  const [all, setAll] = useState(false);
  if (tasks.length === 0) return null;
  const shown = all ? tasks : tasks.slice(0, FIRST);
  return (
    <section aria-labelledby="suggested-tasks">
      <h2 id="suggested-tasks" className="flex h-8 items-center px-2 text-xs font-medium text-muted">
        Waiting in your repositories
      </h2>
      <ul>
        {shown.map((task) => (
          <Suggestion key={`${task.repo}#${task.issue_number} ${task.task_type}`} task={task} />
        ))}
      </ul>
      {tasks.length > shown.length && (
        <Button size="small" kind="quiet" onClick={() => setAll(true)}>
          {tasks.length - shown.length} more
        </Button>
      )}
    </section>
  );
}

function Suggestion({ task }: { task: SuggestedTask }): ReactNode {
  const navigate = useNavigate();
  const { mutate, isPending } = useCreateConversation();
  const start = (): void =>
    mutate(
      { repository: task.repo, git_provider: task.git_provider, suggested_task: task },
      {
        onSuccess: (id) => void navigate(`/conversations/${id}`),
        onError(failure) {
          const { message, remedy } = failureWords(failure);
          showToast({
            tone: 'failure',
            title: 'The conversation did not begin',
            detail: `${message}. ${remedy}`,
          });
        },
      },
    );
  return (
    <li className="group flex min-h-9 items-center gap-3 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:min-h-11">
      <span className="min-w-0 flex-1 truncate">
        <span className="text-muted">{suggestionText(task.task_type)}</span>{' '}
        <span className="text-strong">{oneLine(task.title)}</span>
      </span>
      <span className="max-w-44 truncate text-xs text-muted max-md:hidden">
        {oneLine(task.repo)} #{task.issue_number}
      </span>
      <Button size="small" busy={isPending} onClick={start} aria-label={`Start: ${oneLine(task.title)}`}>
        Start
      </Button>
    </li>
  );
}
