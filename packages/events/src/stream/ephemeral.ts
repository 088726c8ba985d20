import type { ModelDelta, OutputDelta, RetryNotice } from '@capstan/protocol';
import { DeltaRedactor } from '../redaction/delta-redactor.ts';
import type { SecretRedactor } from '../redaction/secret-redactor.ts';

/** What is told while it happens and never stored. Any of it may be dropped. */
export type EphemeralDelta =
  /** A piece of the model's answer. */
  | { type: 'model-delta'; delta: ModelDelta }
  /** The model is asked again after a wait; what it said before does not count. */
  | { type: 'model-retry'; notice: RetryNotice }
  /** A piece of a command's output. */
  | { type: 'output'; delta: OutputDelta };

export type EphemeralHandler = (delta: EphemeralDelta) => void;

/** Masks secrets in deltas, also those that are spread over several deltas. */
export class EphemeralRedactor {
  readonly #redactor: SecretRedactor;
  readonly #output: DeltaRedactor;
  #model: DeltaRedactor;

  constructor(redactor: SecretRedactor) {
    this.#redactor = redactor;
    this.#output = new DeltaRedactor(redactor);
    this.#model = new DeltaRedactor(redactor);
  }

  /** Another answer of the model begins. */
  nextAnswer(): void {
    this.#model = new DeltaRedactor(this.#redactor);
  }

  redact(delta: EphemeralDelta): EphemeralDelta {
    if (this.#redactor.texts.length === 0) return delta;
    switch (delta.type) {
      case 'output': {
        const { actionId, text } = delta.delta;
        return { type: 'output', delta: { actionId, text: this.#output.next(String(actionId), text) } };
      }
      case 'model-delta':
        return { type: 'model-delta', delta: this.#redactModelDelta(delta.delta) };
      case 'model-retry':
        this.nextAnswer();
        return { ...delta, notice: { ...delta.notice, reason: this.#redactor.text(delta.notice.reason) } };
    }
  }

  #redactModelDelta(delta: ModelDelta): ModelDelta {
    if (delta.type !== 'tool-call') return { ...delta, text: this.#model.next(delta.type, delta.text) };
    const channel = `tool-call ${delta.toolCallId}`;
    return { ...delta, argumentsDelta: this.#model.next(channel, delta.argumentsDelta) };
  }
}
