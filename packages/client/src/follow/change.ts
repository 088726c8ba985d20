/** Something that happens again and again, to be waited for. */
export class Change {
  #happen: () => void = () => undefined;

  /** The next time; nobody else waits meanwhile. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#happen = resolve;
    });
  }

  happen(): void {
    this.#happen();
  }
}
