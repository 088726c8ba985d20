/** Goes along with the way to the list where somebody wants to type at once. */
export const TO_SEARCH = { search: true } as const;

/** Whether the state of an address says so. */
export const isToSearch = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && Reflect.get(state, 'search') === true;
