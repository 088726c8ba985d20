import { context, SpanStatusCode, trace, type Context, type Span, type Tracer } from '@opentelemetry/api';
import { type Event, type ModelResponse, type RunnableAction } from '@capstan/protocol';
import { fullResponse, responseId } from './full-response.ts';
import { RunningActions, type DoneAction } from './running-actions.ts';

/** A span that others are below. */
interface OpenSpan {
  span: Span;
  /** What its children are started in. */
  within: Context;
}

interface OpenStep extends OpenSpan {
  responseId: string;
}

/** States in which no step is under way. */
const AT_REST: ReadonlySet<string> = new Set([
  'awaiting_user_input',
  'finished',
  'stopped',
  'paused',
  'error',
  'rejected',
  'rate_limited',
]);

/**
 * The spans of one session, folded from its events: the conversation, below it steps, below each the call of the
 * model and the actions that came of it. Times are those of the log.
 */
export class SessionSpans {
  readonly #tracer: Tracer;
  readonly #attributes: { 'conversation.id': string };
  readonly #actions = new RunningActions();
  readonly #conversation: OpenSpan;
  #step: OpenStep | undefined;
  #latest: Date;

  constructor(tracer: Tracer, conversationId: string, startedAt: Date) {
    this.#tracer = tracer;
    this.#attributes = { 'conversation.id': conversationId };
    this.#latest = startedAt;
    this.#conversation = this.#open('conversation', context.active(), startedAt);
  }

  onEvent(event: Event): void {
    this.#latest = dateOf(event.timestamp) ?? this.#latest;
    const answer = fullResponse(event);
    if (answer?.aside === true) this.#modelCall(answer.response, this.#conversation);
    if (answer?.aside === false) this.#beginStep(answer.response);
    const done = this.#actions.onEvent(event);
    if (done !== undefined) this.#action(done);
    if (event.observation !== 'agent_state_changed') return;
    const { agent_state: state, reason } = event.extras;
    if (AT_REST.has(state)) this.#endStep(state === 'error' ? reason : undefined);
  }

  onStart(outcome: { ok: boolean; seconds: number; code?: string }): void {
    const { span } = this.#conversation;
    span.addEvent(outcome.ok ? 'started' : 'not started', { seconds: outcome.seconds });
    if (!outcome.ok) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.code });
  }

  /** What still runs ends without an outcome. */
  end(): void {
    for (const action of this.#actions.actions) this.#unfinished(action);
    this.#endStep();
    this.#conversation.span.end(this.#latest);
  }

  #beginStep(response: ModelResponse): void {
    this.#endStep();
    const startedAt = dateOf(response.createdAt) ?? this.#latest;
    const opened = this.#open('step', this.#conversation.within, startedAt);
    this.#step = { ...opened, responseId: response.id };
    this.#modelCall(response, opened);
  }

  #endStep(error?: string): void {
    const { span } = this.#step ?? {};
    this.#step = undefined;
    if (error !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR, message: error });
    span?.end(this.#latest);
  }

  #modelCall(response: ModelResponse, parent: OpenSpan): void {
    const { model, usage, cost, latencySeconds, finishReason } = response;
    const startedAt = dateOf(response.createdAt) ?? this.#latest;
    const { span } = this.#open(`chat ${model}`, parent.within, startedAt);
    span.setAttributes({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': model,
      'gen_ai.response.id': response.id,
      'gen_ai.response.finish_reasons': [finishReason],
      'gen_ai.usage.input_tokens': usage.input,
      'gen_ai.usage.output_tokens': usage.output,
      'gen_ai.usage.cache_read.input_tokens': usage.cacheRead,
      ...(cost.usd === null ? {} : { 'capstan.cost_usd': cost.usd }),
    });
    span.end(new Date(startedAt.getTime() + latencySeconds * 1000));
  }

  #action({ action, startedAt, endedAt, ok }: DoneAction): void {
    const span = this.#actionSpan(action, new Date(startedAt));
    if (!ok) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(new Date(endedAt));
  }

  #unfinished(action: RunnableAction): void {
    const span = this.#actionSpan(action, dateOf(action.timestamp) ?? this.#latest);
    span.setAttribute('capstan.unfinished', true);
    span.end(this.#latest);
  }

  /** What is in an action is nobody's business here: only its kind. */
  #actionSpan(action: RunnableAction, startedAt: Date): Span {
    const ofStep = this.#step !== undefined && responseId(action) === this.#step.responseId;
    const parent = ofStep ? (this.#step ?? this.#conversation) : this.#conversation;
    const { span } = this.#open(`action ${action.action}`, parent.within, startedAt);
    return span.setAttributes({ 'capstan.action.kind': action.action, 'capstan.action.id': action.id });
  }

  #open(name: string, within: Context, startTime: Date): OpenSpan {
    const span = this.#tracer.startSpan(name, { startTime, attributes: this.#attributes }, within);
    return { span, within: trace.setSpan(within, span) };
  }
}

/** Undefined for a log that does not tell. */
function dateOf(timestamp: string): Date | undefined {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
