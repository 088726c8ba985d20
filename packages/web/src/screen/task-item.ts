/** One line of the agent's list of tasks. */
export interface TaskItem {
  id: string;
  title: string;
  status: 'todo' | 'in_progress' | 'done';
  notes: string;
}
