import {
  agentStateChanged,
  CapstanError,
  condensationRequest,
  errorObservation,
  type ActionEvent,
  type AgentState,
  type EventDraft,
  type EventSource,
  type ObservationDraft,
  type Runtime,
} from '@capstan/protocol';
import type { EventStream } from '@capstan/events';
import type { Agent } from '../agent/agent.ts';
import { confirmationOf } from '../decide/confirmation.ts';
import type { ControllerConfig } from '../decide/controller-config.ts';
import { decide } from '../decide/decide.ts';
import type { Decision } from '../decide/decision.ts';
import { allowedUsd } from '../decide/limits.ts';
import type { FoldSnapshots } from '../snapshot/fold-snapshots.ts';
import type { ConversationState } from '../state/conversation-state.ts';
import { addResponse, wireMetrics, type Spend } from '../state/spend.ts';
import type { Clock } from './clock.ts';
import { ownAnswer } from './own-answers.ts';
import { callEvents, openingEvents, refusedCallEvent, type ResponseContext } from './response-events.ts';
import { carryOut } from './carry-out.ts';
import { FoldedLog } from './folded-log.ts';
import { afterFailedStep, failureEvent } from './failed-step.ts';

export interface ControllerOptions {
  stream: EventStream;
  agent: Agent;
  runtime: Runtime;
  config: ControllerConfig;
  clock: Clock;
  /** Where to keep the fold between processes; without it the whole log is folded at every start. */
  snapshots?: FoldSnapshots;
}

/** States whose request ends what is being done at once. */
const ENDS_ACTION: ReadonlySet<AgentState> = new Set(['stopped', 'error']);
const ENDS_STEP: ReadonlySet<AgentState> = new Set(['stopped', 'error', 'paused']);

/**
 * Drives one agent: folds the log, decides, carries the decision out, one at a time. It holds nothing
 * that the log does not hold, so it can be ended at any instant and begun again from the log.
 */
export class AgentController {
  readonly #options: ControllerOptions;
  readonly #log = new FoldedLog();
  /** Actions whose fate under an earlier controller is not known yet. */
  readonly #inherited = new Set<number>();
  #operation: { kind: 'step' | 'action'; abort: AbortController } | null = null;
  #lastAppended = -1;
  #closed = false;
  /** Why the log can no longer be written or folded. */
  #fault: Error | undefined;
  #resting = false;
  /** Woken by every event, by rest and by the end. */
  #wake = Promise.withResolvers<void>();
  #finished: Promise<void> = Promise.resolve();
  /** Whether the loop has ended. */
  #ended = false;
  #unsubscribe: () => void = () => undefined;

  private constructor(options: ControllerOptions) {
    this.#options = options;
  }

  /** Folds the log. Nothing is done yet: see `start`. */
  static async open(options: ControllerOptions): Promise<AgentController> {
    const controller = new AgentController(options);
    await controller.#log.load(options.stream, options.snapshots);
    const { pending, userActions } = controller.#log.state;
    for (const action of pending === null ? userActions : [pending, ...userActions]) {
      if (confirmationOf(action) !== 'awaiting_confirmation') controller.#inherited.add(action.id);
    }
    controller.#unsubscribe = options.stream.subscribe({
      id: 'agent_controller',
      after: controller.#log.state.eventCount - 1,
      onEvent: (event) => {
        try {
          controller.#log.fold(event);
        } catch (error) {
          controller.#fail(error);
          return;
        }
        // Until the loop has decided anew, nobody can say that the agent rests.
        controller.#resting = false;
        controller.#interrupt();
        controller.#signal();
      },
      onError: (error) => controller.#fail(error),
    });
    return controller;
  }

  get state(): ConversationState {
    return this.#log.state;
  }

  /** Whether nothing happens until an event arrives. */
  get resting(): boolean {
    return this.#resting;
  }

  /** Writes the opening system message if the log has none: before the first word of the person. */
  introduce(): void {
    if (this.#log.state.introduced) return;
    this.#lastAppended = this.#options.stream.append(this.#options.agent.introduce(), 'agent').id;
  }

  /** Begins to decide and act, until `close`. */
  start(): void {
    this.#finished = this.#run();
    const ended = (): void => {
      this.#ended = true;
      this.#signal();
    };
    // `whenResting` and `close` hand the failure on; without a listener here it would end the process first.
    this.#finished.then(ended, ended);
  }

  /**
   * Resolves with the state once the agent rests and has seen the events up to `through`: nothing more
   * happens until somebody adds an event. Rejects with the storage error when the log can no longer be
   * written.
   */
  async whenResting(through = -1): Promise<ConversationState> {
    while (!this.#ended && !this.#closed && !(this.#resting && this.#log.state.eventCount > through)) {
      await this.#wake.promise;
    }
    if (this.#ended || this.#closed) await this.#finished;
    return this.#log.state;
  }

  /** Ends the controller, not the conversation: what runs is let go, and the log tells how to go on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#operation?.abort.abort();
    this.#signal();
    try {
      await this.#finished;
    } finally {
      this.#unsubscribe();
    }
    await this.#log.keep(this.#options.snapshots);
  }

  /** Ends the loop, whatever it waits for. */
  #fail(error: unknown): void {
    this.#fault ??= error instanceof Error ? error : new Error(String(error));
    this.#operation?.abort.abort();
    this.#signal();
  }

  #signal(): void {
    const woken = this.#wake;
    this.#wake = Promise.withResolvers();
    woken.resolve();
  }

  #interrupt(): void {
    const to = this.#log.state.request?.to;
    if (to === undefined || this.#operation === null) return;
    const ends = this.#operation.kind === 'step' ? ENDS_STEP : ENDS_ACTION;
    if (ends.has(to)) this.#operation.abort.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      if (this.#fault !== undefined) throw this.#fault;
      if (this.#log.state.eventCount <= this.#lastAppended) {
        await this.#wake.promise;
        continue;
      }
      const decision = decide(this.#log.state, this.#options.config);
      if (decision.kind === 'wait') {
        await this.#rest(decision.resumeAt);
        continue;
      }
      const before = this.#lastAppended;
      await this.#perform(decision);
      // Only what takes time may be broken off; anything else without an event would be decided again for ever.
      if (this.#lastAppended === before && decision.kind !== 'step' && decision.kind !== 'execute') {
        throw new CapstanError('internal', `The decision ${decision.kind} led to no event`);
      }
    }
  }

  async #rest(resumeAt: string | undefined): Promise<void> {
    const woken = this.#wake.promise;
    if (resumeAt === undefined) {
      this.#resting = true;
      this.#signal();
      await this.#wake.promise;
      return;
    }
    const { clock } = this.#options;
    const left = Date.parse(resumeAt) - clock.now();
    if (left <= 0) {
      await this.#append([agentStateChanged('running')], 'environment');
      return;
    }
    const timer = new AbortController();
    await Promise.race([woken, clock.wait(left, timer.signal)]);
    timer.abort();
  }

  async #perform(decision: Exclude<Decision, { kind: 'wait' }>): Promise<void> {
    const { agent } = this.#options;
    switch (decision.kind) {
      case 'introduce':
        return this.#append([agent.introduce()], 'agent');
      case 'transition':
        return this.#append([agentStateChanged(decision.to, decision.reason)], 'environment');
      case 'step':
        return this.#step();
      case 'condense':
        return this.#condense();
      case 'issue':
        return this.#issue(decision.call);
      case 'answer':
        return this.#answer(decision.action, decision.to);
      case 'execute':
        return this.#execute(decision.action);
      case 'refuse-action':
        return this.#append(
          [observed(decision.action, refusal(decision.why, this.#inherited, decision.action.id))],
          'agent',
        );
      case 'refuse-call':
        return this.#refuseCall(decision.call, decision.why);
    }
  }

  /** Appends in one go and waits until all of it is durable and folded. */
  async #append(drafts: readonly EventDraft[], source: EventSource): Promise<void> {
    const seen_through = this.#log.state.eventCount;
    const appended = drafts.map((draft) =>
      isState(draft)
        ? this.#options.stream.append({ seen_through, ...draft }, 'environment')
        : this.#options.stream.append(draft, source),
    );
    this.#lastAppended = appended.at(-1)?.id ?? this.#lastAppended;
    await Promise.all(appended.map((one) => one.durable));
  }

  async #step(): Promise<void> {
    const { agent, stream } = this.#options;
    const seenThrough = this.#log.state.eventCount;
    const abort = this.#begin('step');
    try {
      const result = await agent.step(this.#log.view, {
        signal: abort.signal,
        stepsDone: this.#log.state.steps,
        onDelta: (delta) => stream.publishEphemeral({ type: 'model-delta', delta }),
        onRetry: (notice) => stream.publishEphemeral({ type: 'model-retry', notice }),
      });
      if (result.kind === 'condense') {
        await this.#append([condensationRequest()], 'agent');
      } else {
        const spend = addResponse(this.#log.state.spend, result.response);
        await this.#append(openingEvents(result.response, seenThrough, this.#context(spend)), 'agent');
      }
    } catch (error) {
      if (abort.signal.aborted && CapstanError.is(error) && error.code === 'cancelled') return;
      await this.#append([afterFailedStep(error, this.#log.state, this.#options)], 'agent');
    } finally {
      this.#operation = null;
    }
  }

  async #condense(): Promise<void> {
    let draft: EventDraft;
    try {
      draft = this.#options.agent.condense(this.#log.view);
    } catch (error) {
      draft = afterFailedStep(error, this.#log.state, this.#options, { condensing: true });
    }
    await this.#append([draft], 'agent');
  }

  async #issue(index: number): Promise<void> {
    const open = this.#log.state.openResponse;
    const call = open?.calls[index];
    if (open === null || call === undefined) return;
    const issue = { call, record: { id: open.responseId }, total: open.calls.length, thought: '' };
    await this.#append(callEvents(issue, this.#context(this.#log.state.spend)), 'agent');
  }

  async #refuseCall(index: number, why: string): Promise<void> {
    const open = this.#log.state.openResponse;
    const call = open?.calls[index];
    if (open === null || call === undefined) return;
    await this.#append([refusedCallEvent(call, { id: open.responseId }, open.calls.length, why)], 'agent');
  }

  async #answer(action: ActionEvent, to: 'user_confirmed' | 'user_rejected'): Promise<void> {
    const { id: _id, timestamp: _timestamp, source: _source, message: _message, ...draft } = action;
    const confirmation_state = to === 'user_confirmed' ? 'confirmed' : 'rejected';
    const metadata = stubMetadata(action);
    // The spread of a union widens its args; each kind keeps its own here.
    const again = {
      ...draft,
      ...metadata,
      args: { ...draft.args, thought: '', confirmation_state },
    } as EventDraft;
    await this.#append([again, agentStateChanged(to)], 'agent');
  }

  async #execute(action: ActionEvent): Promise<void> {
    const { runtime, stream } = this.#options;
    const own = ownAnswer(action, this.#log.state.tasks);
    const abort = this.#begin('action');
    try {
      const observation =
        own ??
        (await carryOut(action, {
          runtime,
          inherited: this.#inherited.has(action.id),
          signal: abort.signal,
          onOutput: (delta) => stream.publishEphemeral({ type: 'output', delta }),
        }));
      await this.#append([observed(action, observation)], action.source ?? 'agent');
    } catch (error) {
      if (CapstanError.is(error) && error.code === 'cancelled') this.#inherited.add(action.id);
      else await this.#append([failureEvent(error)], 'environment');
    } finally {
      this.#operation = null;
    }
  }

  #begin(kind: 'step' | 'action'): AbortController {
    const abort = new AbortController();
    this.#operation = { kind, abort };
    if (this.#closed) abort.abort();
    return abort;
  }

  #context(spend: Spend): ResponseContext {
    const { agent, config } = this.#options;
    const budgetUsd = allowedUsd(this.#log.state, config);
    return {
      agent,
      confirmation: config.confirmation,
      metrics: wireMetrics(spend, { budgetUsd, contextTokens: agent.contextTokens }),
    };
  }
}

function isState(draft: EventDraft): boolean {
  return draft.observation === 'agent_state_changed';
}

/** An observation with what ties it to its action. */
function observed(action: ActionEvent, observation: ObservationDraft): EventDraft {
  return { ...observation, ...stubMetadata(action), cause: action.id };
}

/** The metadata of an action without the response, which the log holds once already. */
function stubMetadata(action: ActionEvent): Pick<ActionEvent, 'tool_call_metadata'> {
  const metadata = action.tool_call_metadata;
  if (metadata === undefined) return {};
  const id = metadata.model_response['id'] ?? null;
  return { tool_call_metadata: { ...metadata, model_response: { id } } };
}

const INTERRUPTED = 'The action was interrupted. What it did until then is done.';

function refusal(why: string, inherited: ReadonlySet<number>, id: number): ObservationDraft {
  return errorObservation(
    inherited.has(id) ? INTERRUPTED : why,
    'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_STOPPED',
  );
}
