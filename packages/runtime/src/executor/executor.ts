import type { ObservationDraft, SettleResult } from '@capstan/protocol';
import { readActionRequest, type ActionRequest } from './action-request.ts';
import type { Ledger } from './ledger.ts';
import { errorDraft } from './observation-draft.ts';
import { SecretMask } from './secret-mask.ts';

/** Handed to whatever carries out an action. */
export interface ActionContext {
  /** Fires when somebody wants the action to end early; it then ends with what there is. */
  signal: AbortSignal;
  onOutput: (text: string) => void;
  /** Variables for this action alone. */
  secrets: Record<string, string>;
}

export type Perform = (request: ActionRequest, context: ActionContext) => Promise<ObservationDraft>;

export type OutputListener = (text: string) => void;

export interface ExecutorOptions {
  ledger: Ledger;
  perform: Perform;
  /** Called when an action begins and after one has ended. */
  onActivity?: () => void;
}

interface RunningAction {
  observation: Promise<ObservationDraft>;
  interrupt: AbortController;
  listeners: Set<OutputListener>;
  /** The last of its output, for those who join late. */
  output: string;
}

const KEPT_OUTPUT_CHARACTERS = 30_000;
const MAX_RUNNING = 256;

/**
 * Runs each action once, whoever asks how often: a running one is joined, one that has ended is answered
 * from the ledger, one that an earlier executor died over is reported as lost. Never rejects.
 */
export class Executor {
  readonly #ledger: Ledger;
  readonly #perform: Perform;
  readonly #onActivity: () => void;
  readonly #running = new Map<number, RunningAction>();
  readonly #mask = new SecretMask();

  constructor(options: ExecutorOptions) {
    this.#ledger = options.ledger;
    this.#perform = options.perform;
    this.#onActivity = options.onActivity ?? (() => undefined);
  }

  get running(): number[] {
    return [...this.#running.keys()];
  }

  async execute(
    action: unknown,
    options: { secrets?: Record<string, string>; onOutput?: OutputListener } = {},
  ): Promise<ObservationDraft> {
    const request = readActionRequest(action);
    if (request.kind === 'malformed') return errorDraft(`The action cannot be read: ${request.reason}.`);
    if (request.kind === 'unsupported') {
      return errorDraft(`Action ${request.action} is not supported in the current runtime.`);
    }
    const running = this.#running.get(request.id) ?? this.#begin(request, options.secrets ?? {});
    if ('observation' in running) return this.#follow(running, options.onOutput);
    return running.known;
  }

  settle(actionId: number): SettleResult {
    if (this.#running.has(actionId)) return { state: 'running' };
    const entry = this.#ledger.settle(actionId);
    if (entry.state === 'forgotten') return { state: 'lost' };
    return entry;
  }

  /** Whether there was something to interrupt. The action still ends by itself, with an observation. */
  interrupt(actionId: number): boolean {
    const running = this.#running.get(actionId);
    running?.interrupt.abort();
    return running !== undefined;
  }

  interruptAll(): Promise<unknown> {
    for (const actionId of this.#running.keys()) this.interrupt(actionId);
    return Promise.all([...this.#running.values()].map((running) => running.observation));
  }

  #begin(
    request: ActionRequest,
    secrets: Record<string, string>,
  ): RunningAction | { known: ObservationDraft } {
    const entry = this.#ledger.find(request.id);
    if (entry.state === 'done') return { known: entry.observation };
    if (entry.state === 'forgotten') {
      return {
        known: errorDraft('This action ran before; what came of it is no longer kept. It was not run again.'),
      };
    }
    if (entry.state === 'lost') {
      return {
        known: errorDraft(
          'The sandbox ended while this action ran, so what came of it is not known. It was not run again. ' +
            'The shell is a new one: its working directory, variables and background processes are gone.',
        ),
      };
    }
    if (this.#running.size >= MAX_RUNNING)
      return { known: errorDraft('Too many actions run at the same time.') };
    try {
      this.#ledger.start(request.id);
    } catch (error) {
      return { known: errorDraft(`The action was not run: it cannot be recorded (${messageOf(error)}).`) };
    }
    const interrupt = new AbortController();
    const running: RunningAction = {
      observation: Promise.resolve().then(() => this.#carryOut(request, running, secrets)),
      interrupt,
      listeners: new Set(),
      output: '',
    };
    this.#running.set(request.id, running);
    this.#onActivity();
    return running;
  }

  async #carryOut(
    request: ActionRequest,
    running: RunningAction,
    secrets: Record<string, string>,
  ): Promise<ObservationDraft> {
    let observation: ObservationDraft;
    this.#mask.add(secrets);
    const output = this.#mask.stream((text) => {
      running.output = (running.output + text).slice(-KEPT_OUTPUT_CHARACTERS);
      for (const listener of running.listeners) listener(text);
    });
    try {
      const context = { signal: running.interrupt.signal, onOutput: output.push, secrets };
      observation = this.#mask.observation(await this.#perform(request, context));
    } catch (error) {
      observation = errorDraft(`The action failed: ${this.#mask.text(messageOf(error))}`);
    }
    output.end();
    try {
      this.#ledger.finish(request.id, observation);
    } catch (error) {
      // The asker still gets the result; only a second question would be answered with `lost`.
      process.stderr.write(`ledger: ${messageOf(error)}\n`);
    }
    this.#running.delete(request.id);
    this.#onActivity();
    return observation;
  }

  async #follow(running: RunningAction, listener: OutputListener | undefined): Promise<ObservationDraft> {
    if (listener === undefined) return running.observation;
    if (running.output !== '') listener(running.output);
    running.listeners.add(listener);
    try {
      return await running.observation;
    } finally {
      running.listeners.delete(listener);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
