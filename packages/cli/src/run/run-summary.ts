import { ERRORS, EXIT_CODE, type CapstanError, type ErrorCode, type Outcome } from '@capstan/protocol';
import type { ConversationState } from '@capstan/agent';

/** How a run ended. */
export interface RunSummary {
  conversationId: string;
  outcome: Outcome;
  exitCode: number;
  /** One line on what went wrong; empty when nothing did. */
  error: string;
  /** What to do about it; empty when nothing went wrong. */
  remedy: string;
  /** The last word of the agent. */
  message: string;
  steps: number;
  tokensIn: number;
  tokensOut: number;
  tokensCached: number;
  /** Known cost in US dollars, and how many calls had no known price. */
  usd: number;
  unpricedCalls: number;
  seconds: number;
  /** The state in which the agent was left: the fold of the log. */
  state: ConversationState;
}

export interface SummaryContext {
  conversationId: string;
  seconds: number;
  /** The last message of the agent, for a run that ends by asking. */
  lastMessage: string;
}

/** Reads how a run ended from the state in which the agent rests. */
export function summarize(state: ConversationState, context: SummaryContext): RunSummary {
  const { outcome, error, remedy, exitCode } = endOf(state);
  return {
    conversationId: context.conversationId,
    outcome,
    exitCode,
    error,
    remedy,
    message: outcome === 'finished' ? state.finalMessage || context.lastMessage : context.lastMessage,
    steps: state.steps,
    tokensIn: state.spend.input,
    tokensOut: state.spend.output,
    tokensCached: state.spend.cacheRead,
    usd: state.spend.usd,
    unpricedCalls: state.spend.unpricedCalls,
    seconds: context.seconds,
    state,
  };
}

/** The summary of a run that failed outside the agent: the log, the sandbox, the settings. */
export function failureSummary(
  failure: CapstanError,
  state: ConversationState,
  context: SummaryContext,
): RunSummary {
  const base = summarize(state, context);
  return {
    ...base,
    outcome: failure.entry.exit === EXIT_CODE.storage ? 'storage' : 'error',
    exitCode: failure.entry.exit,
    error: failure.message,
    remedy: failure.remedy,
  };
}

interface End {
  outcome: Outcome;
  exitCode: number;
  error: string;
  remedy: string;
}

function endOf(state: ConversationState): End {
  switch (state.agentState) {
    case 'finished':
      return clean('finished');
    case 'rejected':
      return clean('rejected');
    case 'stopped':
    case 'paused':
      return clean('stopped');
    case 'error':
      return failed(state.lastError);
    default:
      return clean('waiting');
  }
}

const clean = (outcome: Outcome): End => ({ outcome, exitCode: EXIT_CODE[outcome], error: '', remedy: '' });

/** The reason of an error state starts with its code. */
function failed(reason: string): End {
  const [head = '', ...rest] = reason.split(': ');
  const code = isErrorCode(head) ? head : null;
  if (code === null) return { ...clean('error'), error: reason, remedy: ERRORS.internal.remedy };
  const entry = ERRORS[code];
  const outcome = code.startsWith('limit_') ? 'limit' : 'error';
  return { outcome, exitCode: entry.exit, error: rest.join(': '), remedy: entry.remedy };
}

const isErrorCode = (text: string): text is ErrorCode => text in ERRORS;
