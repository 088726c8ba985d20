import type { EphemeralDelta } from '@capstan/events';

/** Between two tellings: less than a person notices, while quick models say something every few milliseconds. */
const PAUSE_MILLISECONDS = 40;
/** More does not wait: a command may print much in that time. */
const MOST_CHARACTERS = 32 * 1_024;

/**
 * Deltas on their way to the readers of a conversation. The first is told at once. Those that follow closely are told
 * together, in one piece where one goes on with another: each telling is a write to every client.
 */
export class GatheredDeltas {
  readonly #tell: (delta: EphemeralDelta) => void;
  #waiting: EphemeralDelta[] = [];
  #characters = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(tell: (delta: EphemeralDelta) => void) {
    this.#tell = tell;
  }

  add(delta: EphemeralDelta): void {
    if (this.#pause === undefined) {
      this.#tell(delta);
      this.#rest();
      return;
    }
    const joined = joinedWith(this.#waiting.at(-1), delta);
    if (joined === undefined) this.#waiting.push(delta);
    else this.#waiting.splice(-1, 1, joined);
    this.#characters += charactersOf(delta);
    if (this.#characters > MOST_CHARACTERS) this.flush();
  }

  /** Tells what waits: whatever is said next comes after it. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    for (const delta of waiting) this.#tell(delta);
  }

  #rest(): void {
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      if (this.#waiting.length === 0) return;
      this.flush();
      this.#rest();
    }, PAUSE_MILLISECONDS).unref();
  }
}

/** Both in one; undefined where the second is not simply more of the first. */
function joinedWith(first: EphemeralDelta | undefined, second: EphemeralDelta): EphemeralDelta | undefined {
  if (first?.type === 'output' && second.type === 'output') {
    const { actionId, text } = first.delta;
    if (actionId !== second.delta.actionId) return undefined;
    return { type: 'output', delta: { actionId, text: text + second.delta.text } };
  }
  if (first?.type !== 'model-delta' || second.type !== 'model-delta') return undefined;
  const [before, after] = [first.delta, second.delta];
  if (before.type === 'tool-call') {
    if (after.type !== 'tool-call' || after.toolCallId !== before.toolCallId) return undefined;
    const argumentsDelta = before.argumentsDelta + after.argumentsDelta;
    return { type: 'model-delta', delta: { ...before, argumentsDelta } };
  }
  if (after.type !== before.type) return undefined;
  return { type: 'model-delta', delta: { ...before, text: before.text + after.text } };
}

function charactersOf(delta: EphemeralDelta): number {
  if (delta.type === 'output') return delta.delta.text.length;
  if (delta.type === 'model-retry') return delta.notice.reason.length;
  return delta.delta.type === 'tool-call' ? delta.delta.argumentsDelta.length : delta.delta.text.length;
}
