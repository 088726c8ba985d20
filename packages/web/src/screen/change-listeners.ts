/** Tells of changes once per turn, however many there were. */
export class ChangeListeners {
  readonly #listeners = new Set<{ tell: () => void }>();
  #told = true;

  /** Returns the way to end it. */
  add(listener: () => void): () => void {
    const entry = { tell: listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  changed(): void {
    if (!this.#told) return;
    this.#told = false;
    queueMicrotask(() => {
      this.#told = true;
      // Each in a turn of its own: one that throws keeps no other from hearing.
      for (const entry of this.#listeners) {
        queueMicrotask(() => {
          if (this.#listeners.has(entry)) entry.tell();
        });
      }
    });
  }
}
