import {
  agentStateChanged,
  CapstanError,
  errorObservation,
  messageAction,
  toResponseRecord,
  type ActionDraft,
  type EventDraft,
  type JsonObject,
  type LlmMetrics,
  type ModelResponse,
  type ToolCallMetadata,
  type ToolCallPart,
} from '@capstan/protocol';
import type { Agent } from '../agent/agent.ts';
import { needsConfirmation } from '../decide/confirmation.ts';
import type { ConfirmationPolicy } from '../decide/controller-config.ts';

/** What belongs to every event of one response. */
export interface ResponseContext {
  agent: Agent;
  confirmation: ConfirmationPolicy;
  metrics: LlmMetrics;
}

const EMPTY_ANSWER =
  'Your answer held neither words nor a tool call. Call a tool to go on, or finish when the work is done.';

/**
 * The events that bring a new response into the log: its words, or its first call. `seenThrough` is the
 * number of events that the model had seen.
 */
export function openingEvents(
  response: ModelResponse,
  seenThrough: number,
  context: ResponseContext,
): EventDraft[] {
  const record = toResponseRecord(response);
  const calls = response.content.filter((part) => part.type === 'tool-call');
  const words = wordsOf(response);
  const [first] = calls;
  if (first !== undefined) {
    const drafts = callEvents({ call: first, record, total: calls.length, thought: words }, context);
    return drafts.map((draft) => ({ ...draft, seen_through: seenThrough }));
  }
  const attached = { model_response: record, llm_metrics: context.metrics, seen_through: seenThrough };
  if (words.trim() === '') return [{ ...errorObservation(EMPTY_ANSWER), ...attached }];
  return [{ ...messageAction({ content: words, wait_for_response: true }), ...attached }];
}

export interface CallToIssue {
  call: ToolCallPart;
  /** The full record with the first call of a response, `{ id }` with the others. */
  record: JsonObject;
  total: number;
  thought: string;
}

/** The events that put one call into the log: the action, or an error that tells what is wrong with it. */
export function callEvents(issue: CallToIssue, context: ResponseContext): EventDraft[] {
  const { call, record, total } = issue;
  const tool_call_metadata: ToolCallMetadata = {
    function_name: call.toolName,
    tool_call_id: call.toolCallId,
    model_response: record,
    total_calls_in_response: total,
  };
  const attached = { tool_call_metadata, llm_metrics: context.metrics };
  let action: ActionDraft;
  try {
    action = withThought(context.agent.toAction(call), issue.thought);
  } catch (error) {
    if (!CapstanError.is(error) || error.entry.consequence !== 'tell-agent') throw error;
    return [{ ...errorObservation(error.message, 'AGENT_ERROR$BAD_ACTION'), ...attached }];
  }
  if (!needsConfirmation(action, context.confirmation)) return [{ ...action, ...attached }];
  return [agentStateChanged('awaiting_user_confirmation'), { ...awaiting(action), ...attached }];
}

/** Says of a call why it does not run. */
export function refusedCallEvent(
  call: ToolCallPart,
  record: JsonObject,
  total: number,
  why: string,
): EventDraft {
  return {
    ...errorObservation(why, 'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_STOPPED'),
    tool_call_metadata: {
      function_name: call.toolName,
      tool_call_id: call.toolCallId,
      model_response: record,
      total_calls_in_response: total,
    },
  };
}

function wordsOf(response: ModelResponse): string {
  return response.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function withThought(action: ActionDraft, thought: string): ActionDraft {
  if (thought === '' || !('thought' in action.args)) return action;
  const own = action.args.thought;
  const args = { ...action.args, thought: own === '' ? thought : `${thought}\n${own}` };
  // The spread of a union widens its args; each kind keeps its own here.
  return { ...action, args } as ActionDraft;
}

function awaiting(action: ActionDraft): ActionDraft {
  // As above: only runnable kinds come here, and all of them have the field.
  return { ...action, args: { ...action.args, confirmation_state: 'awaiting_confirmation' } } as ActionDraft;
}
