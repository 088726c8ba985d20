import type { EphemeralDelta } from '@capstan/events';
import { serializeEvent, type Event } from '@capstan/protocol';

/** The JSON text of events and deltas, made once however many clients get it. */
export class EventTexts {
  readonly #texts = new WeakMap<Event, string>();
  readonly #textsOfAgent = new WeakMap<Event, string>();
  readonly #textsOfDeltas = new WeakMap<EphemeralDelta, string>();

  text(event: Event): string {
    return remembered(this.#texts, event, () => JSON.stringify(serializeEvent(event)));
  }

  /** As if the agent had been the source. */
  textOfAgent(event: Event): string {
    return remembered(this.#textsOfAgent, event, () =>
      JSON.stringify({ ...serializeEvent(event), source: 'agent' }),
    );
  }

  textOfDelta(delta: EphemeralDelta): string {
    return remembered(this.#textsOfDeltas, delta, () => JSON.stringify(delta));
  }
}

function remembered<Said extends object>(
  texts: WeakMap<Said, string>,
  said: Said,
  make: () => string,
): string {
  const known = texts.get(said);
  if (known !== undefined) return known;
  const text = make();
  texts.set(said, text);
  return text;
}
