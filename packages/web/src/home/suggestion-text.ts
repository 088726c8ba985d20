import type { SuggestedTask } from '../api/suggested-tasks.ts';

/** What is to be done, as it stands before the title of the issue or pull request. */
export function suggestionText(type: SuggestedTask['task_type']): string {
  switch (type) {
    case 'MERGE_CONFLICTS':
      return 'Resolve conflicts:';
    case 'FAILING_CHECKS':
      return 'Mend checks:';
    case 'UNRESOLVED_COMMENTS':
      return 'Answer comments:';
    case 'OPEN_ISSUE':
      return 'Work on:';
    case 'OPEN_PR':
      return 'Go on with:';
    case 'CREATE_MICROAGENT':
      return 'Write a skill:';
  }
}
