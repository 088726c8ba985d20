import type { PromptView } from '../prompt/prompt-view.ts';
import type { Fault } from './fault.ts';
import type { Script } from './script.ts';
import type { Turn } from './turn.ts';
import { type Place, startingPlace, TurnOrder } from './turn-order.ts';

const MAX_CONVERSATIONS = 10_000;

/** A request as far as the script's progress depends on it. */
export interface Asked {
  /** Tells conversations apart. */
  conversation: string;
  /** The request before each answer in its history, and as it is; one at least. */
  views: () => Iterable<PromptView>;
  /** Number of answers in the history, when that is known without the views. */
  assistantTurns: () => number;
}

export interface Step {
  turn: Turn;
  /** The request as it is. */
  view: PromptView;
  /** Number of the answer in its conversation, from 1. */
  number: number;
  /** What goes wrong this time. */
  fault: Fault | undefined;
}

interface Conversation {
  place: Place;
  faultsMet: Map<Turn, number>;
}

/** Decides which turn of the script answers a request, and with which fault. */
export class ScriptProgress {
  readonly #order: TurnOrder;
  readonly #by: Script['by'];
  readonly #conversations = new Map<string, Conversation>();

  constructor(script: Script) {
    this.#order = new TurnOrder(script);
    this.#by = script.by;
  }

  /**
   * Takes the next step. A fault is counted and leaves the place as it is, so that the next attempt
   * meets the next fault or the answer. Undefined when the script is at its end.
   */
  take(asked: Asked): Step | undefined {
    const conversation = this.#conversation(this.#by === 'conversation' ? asked.conversation : '');
    const { place, view } =
      this.#by === 'history'
        ? this.#fromHistory(asked)
        : { place: conversation.place, view: lastOf(asked.views()) };
    const turn = this.#order.turnAt(place, view);
    if (turn === undefined) return undefined;
    const number = answersAt(place) + 1;
    const fault = takeFault(turn, conversation.faultsMet);
    if (fault === undefined) this.#order.advance(place, turn);
    return { turn, view, number, fault };
  }

  /** Plays the script against the history: what it would have answered is what the client holds. */
  #fromHistory(asked: Asked): { place: Place; view: PromptView } {
    if (!this.#order.hasRules) {
      return { place: startingPlace(asked.assistantTurns()), view: lastOf(asked.views()) };
    }
    const place = startingPlace();
    const answers = asked.assistantTurns();
    for (const view of asked.views()) {
      if (view.assistantTurns === answers) return { place, view };
      const turn = this.#order.turnAt(place, view);
      if (turn === undefined) place.ordered += 1;
      else this.#order.advance(place, turn);
    }
    return { place, view: lastOf(asked.views()) };
  }

  #conversation(key: string): Conversation {
    const known = this.#conversations.get(key);
    const conversation = known ?? { place: startingPlace(), faultsMet: new Map<Turn, number>() };
    // Set anew, so that the first of the map is the one that was silent longest.
    this.#conversations.delete(key);
    this.#conversations.set(key, conversation);
    const oldest = this.#conversations.keys().next();
    if (this.#conversations.size > MAX_CONVERSATIONS && !oldest.done)
      this.#conversations.delete(oldest.value);
    return conversation;
  }
}

function answersAt(place: Place): number {
  let answers = place.ordered;
  for (const uses of place.ruleUses.values()) answers += uses;
  return answers;
}

function takeFault(turn: Turn, met: Map<Turn, number>): Fault | undefined {
  const count = met.get(turn) ?? 0;
  let end = 0;
  for (const fault of turn.fault) {
    end += fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times;
    if (count >= end) continue;
    met.set(turn, count + 1);
    return fault;
  }
  return undefined;
}

function lastOf(views: Iterable<PromptView>): PromptView {
  let last: PromptView | undefined;
  for (const view of views) last = view;
  if (last === undefined) throw new Error('A request has at least one view.');
  return last;
}
