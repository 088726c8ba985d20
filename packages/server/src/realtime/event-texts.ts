import { serializeEvent, type Event } from '@capstan/protocol';

/** The JSON text of events, made once however many clients get it. */
export class EventTexts {
  readonly #texts = new WeakMap<Event, string>();
  readonly #textsOfAgent = new WeakMap<Event, string>();

  text(event: Event): string {
    return remembered(this.#texts, event, () => JSON.stringify(serializeEvent(event)));
  }

  /** As if the agent had been the source. */
  textOfAgent(event: Event): string {
    return remembered(this.#textsOfAgent, event, () =>
      JSON.stringify({ ...serializeEvent(event), source: 'agent' }),
    );
  }
}

function remembered(texts: WeakMap<Event, string>, event: Event, make: () => string): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = make();
  texts.set(event, text);
  return text;
}
