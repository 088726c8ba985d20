import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { textOrEmpty } from './field.ts';
import { lazy } from './lazy.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';
import { openObject } from './open-object.ts';

/** Usual values of a task's status; logs may hold others. */
export const TASK_STATUSES = ['todo', 'in_progress', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

const taskItem = lazy(() =>
  openObject({
    id: textOrEmpty(),
    title: z._default(z.string(), 'Untitled task'),
    status: z._default(z.string(), 'todo'),
    notes: textOrEmpty(),
  }),
);
const taskList = lazy(() => z._default(z.array(taskItem()), () => []));

/** `view` shows the list, `plan` replaces it. */
export const taskTrackingKind = defineAction('task_tracking', () => ({
  command: z._default(z.string(), 'view'),
  task_list: taskList(),
  thought: textOrEmpty(),
}));

export const taskTrackingResultKind = defineObservation('task_tracking', () => ({
  command: textOrEmpty(),
  task_list: taskList(),
}));

export type TaskItem = z.output<ReturnType<typeof taskItem>>;
export type TaskTrackingAction = ActionOfKind<typeof taskTrackingKind>;
export type TaskTrackingObservation = ObservationOfKind<typeof taskTrackingResultKind>;

export const taskTrackingAction = taskTrackingKind.draft;
export const taskTrackingObservation = taskTrackingResultKind.draft;
