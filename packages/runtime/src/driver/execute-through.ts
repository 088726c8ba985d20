import {
  CapstanError,
  type ActionEvent,
  type ExecuteOptions,
  type ObservationDraft,
} from '@capstan/protocol';
import type { ExecutorClient } from '../executor/executor-client.ts';
import { secretsNamedBy } from './named-secret.ts';

/** How long an interrupted action may take to end. */
const INTERRUPT_MILLISECONDS = 10_000;
const HEARTBEAT_MILLISECONDS = 15_000;
const SILENCE_MILLISECONDS = 60_000;

/**
 * Has an executor run an action. When the signal fires, the action is interrupted and, after it has ended,
 * the call rejects with `cancelled`. An executor that does not answer a question for a minute counts as
 * gone: `runtime_disconnected`.
 */
export async function executeThrough(
  client: ExecutorClient,
  action: ActionEvent,
  options: ExecuteOptions,
  secrets: Record<string, string>,
): Promise<ObservationDraft> {
  const { signal, onOutput } = options;
  const cancelled = (): CapstanError => new CapstanError('cancelled', 'The action was cancelled.');
  if (signal.aborted) throw cancelled();
  const result = client.execute(action, {
    secrets: secretsNamedBy(action, secrets),
    ...(onOutput === undefined
      ? {}
      : { onOutput: (text: string) => onOutput({ actionId: action.id, text }) }),
  });
  let overdue: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    // An executor that is gone shows in the action's own result.
    client.interrupt(action.id).catch(() => undefined);
    overdue = setTimeout(() => client.close(), INTERRUPT_MILLISECONDS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  const stopWatching = watch(client);
  try {
    const observation = await result;
    if (signal.aborted) throw cancelled();
    return observation;
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  } finally {
    stopWatching();
    clearTimeout(overdue);
    signal.removeEventListener('abort', interrupt);
  }
}

/** Asks from time to time whether the other side still answers, and ends the connection when it does not. */
function watch(client: ExecutorClient): () => void {
  let asked: number | undefined;
  const timer = setInterval(() => {
    if (asked === undefined) {
      asked = performance.now();
      const answered = (): void => void (asked = undefined);
      client.status().then(answered, answered);
    } else if (performance.now() - asked > SILENCE_MILLISECONDS) {
      client.close();
    }
  }, HEARTBEAT_MILLISECONDS).unref();
  return () => clearInterval(timer);
}
