import {
  RUNNABLE_ACTIONS,
  type ActionDraft,
  type ActionEvent,
  type ConfirmationState,
  type RunnableAction,
} from '@capstan/protocol';
import type { ConfirmationPolicy } from './controller-config.ts';

const RUNNABLE: ReadonlySet<string> = new Set(RUNNABLE_ACTIONS);

type RunnableDraft = Extract<ActionDraft, { action: RunnableAction['action'] }>;

const isRunnableDraft = (draft: ActionDraft): draft is RunnableDraft => RUNNABLE.has(draft.action);

/** Whether the person is asked before this action runs. Every kind that reaches a runtime can be asked about. */
export function needsConfirmation(action: ActionDraft, policy: ConfirmationPolicy): boolean {
  if (policy === 'never' || !isRunnableDraft(action)) return false;
  if (policy === 'always') return true;
  const risk = action.args.security_risk ?? -1;
  return risk === -1 || risk > policy.above;
}

/** How an action stands with the person; undefined for kinds that are never asked about. */
export function confirmationOf(action: ActionEvent): ConfirmationState | undefined {
  return 'confirmation_state' in action.args ? action.args.confirmation_state : undefined;
}
