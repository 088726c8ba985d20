import { readFileSync } from 'node:fs';

interface NamedEvent {
  name: string;
  event: unknown;
}

const named: NamedEvent[] = JSON.parse(
  readFileSync(new URL('./wire-examples.json', import.meta.url), 'utf8'),
);

/** One event for every kind, and for each way its message is derived, as this version writes it. */
export const WIRE_EXAMPLES = named.map(({ name, event }) => ({ name, text: JSON.stringify(event) }));
