import type { PromptView } from '../prompt/prompt-view.ts';
import { holds } from './condition.ts';
import type { Script } from './script.ts';
import type { Turn } from './turn.ts';

/** How far a conversation has come in a script. */
export interface Place {
  /** Ordered turns served. */
  ordered: number;
  /** Answers of turns with a condition. */
  ruleUses: Map<Turn, number>;
}

export const startingPlace = (ordered = 0): Place => ({ ordered, ruleUses: new Map() });

/** The order of a script's turns. */
export class TurnOrder {
  readonly #rules: readonly Turn[];
  readonly #slots: { turn: Turn; end: number }[] = [];
  readonly #atEnd: Script['atEnd'];

  constructor(script: Script) {
    this.#rules = script.rules;
    this.#atEnd = script.atEnd;
    let end = 0;
    for (const turn of script.ordered) {
      end += turn.times === 'always' ? Number.POSITIVE_INFINITY : (turn.times ?? 1);
      this.#slots.push({ turn, end });
    }
  }

  get hasRules(): boolean {
    return this.#rules.length > 0;
  }

  /** Which turn answers at this place; undefined when the script is at its end. */
  turnAt(place: Place, view: PromptView): Turn | undefined {
    const rule = this.#rules.find(
      (turn) =>
        turn.when !== undefined &&
        (typeof turn.times !== 'number' || (place.ruleUses.get(turn) ?? 0) < turn.times) &&
        holds(turn.when, view),
    );
    return rule ?? this.#orderedAt(place.ordered);
  }

  /** Goes on behind a turn that has answered. */
  advance(place: Place, turn: Turn): void {
    if (turn.when === undefined) place.ordered += 1;
    else place.ruleUses.set(turn, (place.ruleUses.get(turn) ?? 0) + 1);
  }

  #orderedAt(index: number): Turn | undefined {
    const last = this.#slots.at(-1);
    if (last === undefined) return undefined;
    if (index >= last.end && this.#atEnd === 'refuse') return undefined;
    if (index >= last.end && this.#atEnd === 'repeat-last') return last.turn;
    const wanted = index % last.end;
    let low = 0;
    let high = this.#slots.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#slots[middle]?.end ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#slots[low]?.turn;
  }
}
