import { readLog, type EventStore } from '@capstan/events';
import { isRunnable, RUNNABLE_ACTIONS, type RunnableAction } from '@capstan/protocol';

const RUNNABLE_KINDS = RUNNABLE_ACTIONS.map((name) => `action:${name}`);

/** The action that waits for the person's answer, in a log whose agent asks for one. */
export async function heldAction(store: EventStore): Promise<RunnableAction | null> {
  for await (const event of readLog(store, { reverse: true, filter: { includeKinds: RUNNABLE_KINDS } })) {
    if (isRunnable(event) && event.args.confirmation_state === 'awaiting_confirmation') return event;
  }
  return null;
}
