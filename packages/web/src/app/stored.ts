/** What a person has chosen in this browser and finds again. Where nothing may be kept, it lasts as long as the page. */
export interface Stored<Value> {
  read(): Value;
  write(value: Value): void;
}

/** `parse` gets what was stored, which may be anything, and null when there is nothing. */
export function stored<Value>(
  name: string,
  parse: (value: unknown) => Value,
  storage: () => Storage = () => localStorage,
): Stored<Value> {
  const key = `capstan.${name}`;
  return {
    read() {
      try {
        return parse(JSON.parse(storage().getItem(key) ?? 'null'));
      } catch {
        // Storage is forbidden here, or holds what somebody else wrote: as if nothing was stored.
        return parse(null);
      }
    },
    write(value) {
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // Forbidden or full: the choice lasts as long as the page.
      }
    },
  };
}
